import { LANGUAGES } from "@beckon/protocol/words.ts";
import { LANGUAGE_NAMES } from "../../ui/language.ts";
import { signOut } from "../calls/account.ts";
import { Menu } from "../controls/menu.tsx";
import { tell } from "../controls/notices.tsx";
import { useLive, useMe } from "../live/use-live.tsx";
import { useSpoken } from "../words/use-words.tsx";
import { playSound } from "../alerts/sounds.ts";
import { useChooseNotices, useNoticeChoices } from "../alerts/use-notices.ts";
import { Initials } from "./initials.tsx";
import { prefer, usePreferences } from "./preferences.ts";
import { useShell } from "./shell-context.ts";

/** Who is signed in; language, how cases make themselves known, keys, and the way out. */
export function AccountMenu() {
  const { words: w, language, speak } = useSpoken();
  const me = useMe();
  const live = useLive();
  const shell = useShell();
  const liked = usePreferences();
  const notices = useNoticeChoices();
  const choose = useChooseNotices();

  async function toggleNotifications() {
    if (notices.desktop) return await choose({ desktop: false });
    const answer = "Notification" in window ? await Notification.requestPermission() : "denied";
    if (answer === "granted") await choose({ desktop: true });
    else tell(w.alerts.blocked, true);
  }

  return (
    <Menu
      look="flex items-center gap-2.5 rounded-sm px-2 py-1.5 text-left hover:bg-sunken data-popup-open:bg-sunken"
      trigger={
        <>
          <span className="sr-only">{w.nav.account}: </span>
          <Initials name={me.name} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{me.name}</span>
            <span className="block truncate text-xs text-muted">{w.roles[me.role]}</span>
          </span>
        </>
      }
      entries={[
        ...LANGUAGES.map((each) => ({
          label: LANGUAGE_NAMES[each],
          checked: each === language,
          onSelect: () => speak(each),
        })),
        "line",
        {
          label: w.alerts.sound,
          icon: "sound",
          checked: notices.sound !== null,
          onSelect: () => {
            if (!notices.sound) playSound("chime");
            void choose({ sound: notices.sound ? null : "chime" });
          },
        },
        {
          label: w.alerts.notification,
          icon: notices.desktop ? "bell" : "bellOff",
          checked: notices.desktop,
          onSelect: toggleNotifications,
        },
        {
          label: w.keys.single,
          icon: "keyboard",
          checked: liked.singleKeys,
          onSelect: () => prefer({ singleKeys: !liked.singleKeys }),
        },
        { label: w.keys.title, icon: "ask", onSelect: shell.keys },
        "line",
        {
          label: w.nav.signOut,
          icon: "end",
          onSelect: async () => {
            // Closed first: the server ends it anyway, and that would look like being thrown out.
            live.link.close();
            await signOut().catch(() => undefined);
            location.assign("/console/sign-in");
          },
        },
      ]}
    />
  );
}
