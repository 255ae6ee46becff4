import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { Popover } from "@base-ui/react/popover";
import { buttonLook } from "../../controls/button.tsx";
import { Icon } from "../../controls/icon.tsx";
import { useWords } from "../../words/use-words.tsx";
import { useSessionValue } from "../use-remote.ts";

/** The four words both people compare, with what they are for [R3]. */
export function FourWordsButton({ session }: { session: RemoteSession }) {
  const w = useWords();
  const { words, changed } = useSessionValue(session, "words");
  return (
    <Popover.Root>
      <Popover.Trigger className={`${buttonLook("ghost")} ${changed ? "text-warn" : ""}`} title={w.session.words}>
        <span className="sr-only">{w.session.words}: </span>
        <Icon name={changed ? "warn" : "shield"} />
        <span className="hidden font-mono text-xs @min-[75rem]:inline">{words?.join(" ")}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} className="z-50">
          <Popover.Popup className="popup w-80 max-w-[calc(100vw-1rem)] p-4">
            <Popover.Title className="font-semibold">{w.session.words}</Popover.Title>
            {words ? (
              <p
                className="my-3 rounded-sm bg-sunken p-3 text-center font-mono text-md font-semibold"
                data-four-words=""
              >
                {words.join(" ")}
              </p>
            ) : (
              <p className="my-2 text-muted">{w.session.wordsPending}</p>
            )}
            {changed && <p className="mb-2 font-medium text-warn">{w.session.wordsChanged}</p>}
            <Popover.Description className="text-muted">{w.session.wordsText}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
