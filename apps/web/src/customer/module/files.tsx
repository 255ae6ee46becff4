import { useRef, useState } from "preact/hooks";
import type { VisitSession } from "@beckon/customer/customer-state.ts";
import { useValue } from "../session/use-value.ts";
import { useDesktop } from "../surroundings.ts";
import { ReceiveFolder } from "./receive-folder.tsx";
import { TransferLine } from "./transfer-line.tsx";

/** Files both ways: what is on its way, a file to send, where received ones lie [R7]. */
export function Files({ remote, name }: { remote: VisitSession; name: string }) {
  const { words, sendFile, acts, module } = useDesktop();
  const transfers = useValue(remote, "transfers").filter(({ what }) => what.is === "file");
  const asked = useValue(remote, "fileAsked");
  const allowed = useValue(remote, "privileges").includes("files");
  const picker = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  if (!module.offers.includes("files")) return null;

  const send = async (file: File): Promise<void> => {
    // Choosing a file to send is allowing it to be sent.
    if (!allowed) remote.grant([...remote.get("privileges"), "files"]);
    setFailed(false);
    setReading(file.name);
    setFailed(!(await sendFile(file)));
    setReading(null);
  };

  return (
    <section class="card files" aria-labelledby="files-title">
      <div class="files-head">
        <h2 id="files-title">{words.files.title}</h2>
        <button type="button" class="button" onClick={() => picker.current?.click()}>
          {words.files.send}
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) void send(file);
            currentTarget.value = "";
          }}
        />
      </div>
      <div role="alert">
        {asked && (
          <div class="note ask">
            <p>{words.files.asked(name)}</p>
            <button type="button" class="button" onClick={() => acts.declineFile()}>
              {words.files.decline}
            </button>
            <button type="button" class="button button-primary" onClick={() => picker.current?.click()}>
              {words.files.choose}
            </button>
          </div>
        )}
        {failed && <p class="problem">{words.files.notSent}</p>}
      </div>
      {reading !== null && <output class="quiet">{words.files.sending(reading)}</output>}
      {transfers.length > 0 && (
        <ul class="transfers">
          {transfers.toReversed().map((transfer) => (
            <TransferLine key={transfer.id} transfer={transfer} />
          ))}
        </ul>
      )}
      <ReceiveFolder />
    </section>
  );
}
