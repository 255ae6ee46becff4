import { NOTICE_REPEATS_MS, SOUNDS, type NoticeChoices } from "@beckon/domain/notice.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { ReactNode } from "react";
import { useState } from "react";
import { mayShowOnDesktop } from "../alerts/may-show.ts";
import { playSound } from "../alerts/sounds.ts";
import { useChooseNotices, useNotices } from "../alerts/use-notices.ts";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button, IconButton } from "../controls/button.tsx";
import { SelectField } from "../controls/field.tsx";
import { tell } from "../controls/notices.tsx";
import { Toggle } from "../controls/toggle.tsx";
import { useMe } from "../live/use-live.tsx";
import { Arriving } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { NoticeBrowsers } from "./notice-browsers.tsx";
import { NoticeGroups } from "./notice-groups.tsx";
import { NoticeTimesChoice } from "./notice-times.tsx";

/** How one is told of cases: by which ways, of which, how often [N2]. What is chosen holds at once. */
export function NoticeSettings() {
  const w = useWords();
  const words = w.notices;
  const me = useMe();
  const notices = useNotices();
  const choose = useChooseNotices();
  if (!notices.data) return <Arriving query={notices} />;
  const { choices, browsers, pushKey, sendsMail } = notices.data;
  const toggle = (what: Wish, label: string, hint?: string) => (
    <Toggle
      label={label}
      {...(hint === undefined ? {} : { hint })}
      on={choices[what]}
      onChange={(on) => void choose({ [what]: on })}
    />
  );

  return (
    <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-5">
        <Block title={words.open}>
          {toggle("badge", words.badge)}
          <DesktopToggle choices={choices} choose={choose} />
          <div className="flex items-end gap-2">
            <SelectField
              label={words.sound}
              value={choices.sound ?? ""}
              onChange={({ target: { value } }) => {
                const sound = SOUNDS.find((each) => each === value) ?? null;
                if (sound) playSound(sound);
                void choose({ sound });
              }}
            >
              <option value="">{words.noSound}</option>
              {SOUNDS.map((each) => (
                <option key={each} value={each}>
                  {words.sounds[each]}
                </option>
              ))}
            </SelectField>
            {choices.sound && (
              <IconButton label={words.play} icon="sound" onPress={() => choices.sound && playSound(choices.sound)} />
            )}
          </div>
        </Block>
        <Block title={words.which}>
          {toggle("untaken", words.untaken)}
          {toggle("mine", words.mine)}
          {me.may.includes("case/seeAllGroups") && toggle("escalated", words.escalated)}
          <NoticeGroups chosen={choices.groups} onChange={(groups) => void choose({ groups })} />
          <NoticeTimesChoice times={choices.times} onChange={(times) => void choose({ times })} />
          <SelectField
            label={words.repeat}
            hint={words.repeatHint}
            className="max-w-48"
            value={choices.repeatMs}
            onChange={({ target: { value } }) => {
              const repeatMs = NOTICE_REPEATS_MS.find((each) => String(each) === value);
              if (repeatMs !== undefined) void choose({ repeatMs });
            }}
          >
            {NOTICE_REPEATS_MS.map((each) => (
              <option key={each} value={each}>
                {each === 0 ? words.never : words.every(each)}
              </option>
            ))}
          </SelectField>
        </Block>
      </div>
      <Block title={words.closed}>
        {toggle("push", words.push, words.pushHint)}
        {choices.push && <NoticeBrowsers browsers={browsers} pushKey={pushKey} />}
        {sendsMail ? (
          toggle("email", words.email, words.emailHint(me.email))
        ) : (
          <p className="text-muted">{words.noEmail}</p>
        )}
        <TestButton />
      </Block>
    </div>
  );
}

type Wish = "badge" | "push" | "email" | "untaken" | "mine" | "escalated";
type Choose = ReturnType<typeof useChooseNotices>;

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col items-start gap-2">
      <legend className="mb-1 font-medium text-muted">{title}</legend>
      {children}
    </fieldset>
  );
}

/** Wished for by the person, but allowed by each browser. */
function DesktopToggle({ choices: { desktop }, choose }: { choices: NoticeChoices; choose: Choose }) {
  const words = useWords().notices;
  const [allowed, setAllowed] = useState(mayShowOnDesktop);
  async function allow(): Promise<boolean> {
    const answer = "Notification" in window ? await Notification.requestPermission() : "denied";
    setAllowed(answer === "granted");
    if (answer !== "granted") tell(words.blocked, true);
    return answer === "granted";
  }
  return (
    <>
      <Toggle
        label={words.desktop}
        on={desktop}
        onChange={async (on) => {
          if (!on || allowed || (await allow())) await choose({ desktop: on });
        }}
      />
      {desktop && !allowed && (
        <p className="flex flex-wrap items-center gap-2 text-muted">
          {words.allowDesktop} <Button onPress={() => void allow()}>{words.allow}</Button>
        </p>
      )}
    </>
  );
}

function TestButton() {
  const words = useWords().notices;
  const act = useDo();
  const [busy, setBusy] = useState(false);
  async function test(): Promise<void> {
    setBusy(true);
    const came = await act(() => call(CALLS.testNotices), "notices");
    setBusy(false);
    if (!came) return;
    const { browsers, email } = came;
    const said = [
      ...(browsers.told > 0 ? [words.tested.browsers(browsers.told)] : []),
      ...(browsers.failed > 0 ? [words.tested.failed(browsers.failed)] : []),
      ...(email === "off" ? [] : [email === "sent" ? words.tested.sent : words.tested.emailFailed]),
    ];
    tell(said.length === 0 ? words.tested.none : said.join(" "), browsers.failed > 0 || email === "failed");
  }
  return (
    <Button busy={busy} onPress={() => void test()}>
      {words.test}
    </Button>
  );
}
