import { CALLS } from "@beckon/protocol/calls.ts";
import type { NoticeBrowser } from "@beckon/protocol/notices.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { addThisBrowser, forgetThisBrowser, idOfThisBrowser, pushAbility } from "../alerts/push-here.ts";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { tell } from "../controls/notices.tsx";
import { useMe } from "../live/use-live.tsx";
import { useSpoken } from "../words/use-words.tsx";
import { browserName } from "./browser-name.ts";

/** The browsers that show one's notices while no console is open, and the way to add this one [N1]. */
export function NoticeBrowsers({ browsers, pushKey }: { browsers: NoticeBrowser[]; pushKey: string }) {
  const { words: w, language } = useSpoken();
  const words = w.notices;
  const me = useMe();
  const act = useDo();
  const [busy, setBusy] = useState(false);
  const here = useQuery({ queryKey: ["noticeBrowserHere"], queryFn: async () => (await idOfThisBrowser()) ?? null });
  const isHere = browsers.some(({ id }) => id === here.data);
  const ability = pushAbility();

  async function add(): Promise<void> {
    setBusy(true);
    const came = await act(() => addThisBrowser(pushKey, me.personId, language), "notices", "noticeBrowserHere");
    setBusy(false);
    if (came) tell(words[came], came !== "added");
  }
  async function forget(id: string): Promise<void> {
    if (id === here.data) await forgetThisBrowser();
    await act(() => call(CALLS.forgetNoticeBrowser, { params: { id } }), "notices", "noticeBrowserHere");
  }

  return (
    <div className="flex w-full flex-col items-start gap-2">
      {browsers.length > 0 && (
        <ul aria-label={words.browsers} className="w-full divide-y divide-line rounded-md border border-line">
          {browsers.map(({ id, userAgent, since }) => {
            const name = browserName(userAgent) ?? words.unknownBrowser;
            return (
              <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
                <span className="min-w-0 grow">
                  <span className="font-medium">{name}</span>{" "}
                  <span className="text-muted">{id === here.data ? words.here : words.since(w.f.date(since))}</span>
                </span>
                <Button aria-label={`${words.forget}: ${name}`} onPress={() => void forget(id)}>
                  {words.forget}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {ability !== "able" && <p className="text-muted">{words[ability]}</p>}
      {ability === "able" && !isHere && (
        <Button icon="bell" busy={busy} onPress={() => void add()}>
          {words.addHere}
        </Button>
      )}
    </div>
  );
}
