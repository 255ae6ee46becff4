import type { RemoteSession } from "@beckon/session/remote-session.ts";
import type { Transfer } from "@beckon/session/session-values.ts";
import { useRef } from "react";
import { Button, IconButton } from "../../controls/button.tsx";
import { Icon } from "../../controls/icon.tsx";
import { tell } from "../../controls/notices.tsx";
import type { Words } from "../../words/use-words.tsx";
import { useWords } from "../../words/use-words.tsx";
import { chooseSink } from "../files/choose-sink.ts";
import { sendFiles } from "../files/send-files.ts";
import { useSessionValue } from "../use-remote.ts";

/** Files both ways: what is offered, how far each is, and what became of it [R7]. */
export function FilesPanel({ session }: { session: RemoteSession }) {
  const w = useWords();
  const granted = useSessionValue(session, "privileges").includes("files");
  const transfers = useSessionValue(session, "transfers");
  const chooser = useRef<HTMLInputElement>(null);
  const shown = transfers.filter(({ what, state }) => what.is === "file" || state === "running").toReversed();
  return (
    <>
      {granted ? (
        <div className="flex flex-wrap gap-2">
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              sendFiles(session, event.currentTarget.files ?? [], w);
              event.currentTarget.value = "";
            }}
          />
          <Button icon="upload" onPress={() => chooser.current?.click()}>
            {w.desktop.files.send}
          </Button>
          <Button
            icon="ask"
            onPress={() => {
              session.askForFile();
              tell(w.desktop.files.asked);
            }}
          >
            {w.desktop.files.ask}
          </Button>
        </div>
      ) : (
        <div>
          <p className="mb-2 text-muted">{w.desktop.files.notGranted}</p>
          <Button
            icon="ask"
            onPress={() => {
              session.ask("files");
              tell(w.desktop.rights.asked);
            }}
          >
            {w.desktop.files.askFiles}
          </Button>
        </div>
      )}
      {shown.length === 0 && granted && <p className="text-muted">{w.desktop.files.empty}</p>}
      <ul className="flex flex-col gap-2">
        {shown.map((transfer) => (
          <Row key={transfer.id} transfer={transfer} session={session} />
        ))}
      </ul>
    </>
  );
}

function Row({ transfer, session }: { transfer: Transfer; session: RemoteSession }) {
  const w = useWords();
  const { id, direction, what, size, bytes, state } = transfer;
  const name = what.is === "file" ? what.name : w.desktop.files.clipboard[what.media];
  const going = state === "running" || state === "paused" || state === "stalled";
  const share = size === 0 ? 1 : Math.min(1, bytes / size);
  const toAccept = state === "offered" && direction === "received";
  async function accept() {
    try {
      const sink = await chooseSink(name);
      if (sink) session.acceptFile(id, sink);
    } catch {
      tell(w.desktop.files.sinkFailed, true);
    }
  }
  return (
    <li className="rounded-sm border border-line p-3" data-transfer={state}>
      <p className="flex items-center gap-2">
        <Icon name={direction === "sent" ? "upload" : "download"} className="size-4 text-muted" />
        <span className="min-w-0 grow font-medium break-all">{name}</span>
        {going && state !== "stalled" && (
          <IconButton
            icon={state === "paused" ? "play" : "pause"}
            label={state === "paused" ? w.desktop.files.resume : w.desktop.files.pause}
            onPress={() => session.pauseTransfer(id, state !== "paused")}
          />
        )}
        {(going || (state === "offered" && direction === "sent")) && (
          <IconButton icon="close" label={w.desktop.files.cancel} onPress={() => session.cancelTransfer(id)} />
        )}
      </p>
      {going && (
        <div
          role="progressbar"
          aria-label={w.desktop.files.progress(name)}
          aria-valuemin={0}
          aria-valuemax={size}
          aria-valuenow={bytes}
          aria-valuetext={w.desktop.line.percent(share)}
          className="mt-1 h-1.5 overflow-hidden rounded-full border border-edge bg-sunken"
        >
          <div className="h-full bg-accent" style={{ width: `${share * 100}%` }} />
        </div>
      )}
      <p className={`mt-1 text-xs ${toneOf(state)}`}>
        {going ? w.desktop.files.of(bytes, size) : w.desktop.size(size)} ·{" "}
        {direction === "sent" ? w.desktop.files.sending : w.desktop.files.receiving} · {said(transfer, w)}
      </p>
      {toAccept && (
        <div className="mt-2 flex gap-2">
          <Button tone="accent" icon="download" onPress={accept}>
            {w.desktop.files.save}
          </Button>
          <Button onPress={() => session.refuseFile(id)}>{w.desktop.files.refuse}</Button>
        </div>
      )}
    </li>
  );
}

function toneOf(state: Transfer["state"]): string {
  if (state === "done") return "text-progress";
  return state === "damaged" || state === "refused" ? "text-danger-text" : "text-muted";
}

function said({ state, because }: Transfer, w: Words): string {
  const word = w.desktop.files.states[state];
  return because === null ? word : `${word}: ${w.desktop.files.refusals[because]}`;
}
