import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { MOST_ATTACHMENTS } from "@beckon/domain/attachment.ts";
import type { CustomerCase } from "@beckon/protocol/down.ts";
import { sayRefusal } from "../../ui/refusals.ts";
import { useSurroundings } from "../surroundings.ts";
import { Icon } from "../views/icon.tsx";
import { OwnPicture } from "./own-picture.tsx";
import { openUploads, type Upload, type Uploads } from "./uploads.ts";
import "./attachments.css";

type Holding = { caseId: string; secret: string };

/** What is on its way goes on while other views are shown. */
let known: { caseId: string; uploads: Uploads; heard: { added: (name: string) => void } } | undefined;

/** Pictures and files of the case: those that are there, those on their way, and the ways to add more [H4]. */
export function Attachments({ current, holding }: { current: CustomerCase; holding: Holding }) {
  const { words } = useSurroundings();
  const w = words.room.attach;
  const picker = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const uploads = useUploads(holding, (name) => setSaid(w.added(name)));
  const full = current.attachments.length + uploads.list.filter(({ state }) => state !== "failed").length;
  const add = (files: readonly File[]): void => {
    if (files.length === 0) return;
    setSaid(full + files.length > MOST_ATTACHMENTS ? w.tooMany(MOST_ATTACHMENTS) : "");
    uploads.add(files.slice(0, Math.max(0, MOST_ATTACHMENTS - full)));
  };
  const over = useDropAndPaste(add);

  return (
    <section class={over ? "card attachments attachments-over" : "card attachments"} aria-label={w.title}>
      {(current.attachments.length > 0 || uploads.list.length > 0) && (
        <ul>
          {current.attachments.map(({ id, name, bytes, picture }) => (
            <li key={id}>
              {picture ? <OwnPicture id={id} secret={holding.secret} /> : <FileMark />}
              <span class="attached-name">{name}</span>
              <span class="quiet">{words.formats.bytes(bytes)}</span>
            </li>
          ))}
          {uploads.list.map((upload) => (
            <OnItsWay key={upload.id} upload={upload} uploads={uploads} />
          ))}
        </ul>
      )}
      <div class="attach-line">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={({ currentTarget }) => {
            add([...(currentTarget.files ?? [])]);
            currentTarget.value = "";
          }}
        />
        <button
          type="button"
          class="button button-quiet"
          disabled={full >= MOST_ATTACHMENTS}
          onClick={() => picker.current?.click()}
        >
          <Icon name="file" /> {w.add}
        </button>
        <span class="quiet attach-hint">{full >= MOST_ATTACHMENTS ? w.tooMany(MOST_ATTACHMENTS) : w.hint}</span>
      </div>
      <output class={said === w.tooMany(MOST_ATTACHMENTS) ? "wrong" : "unseen"}>{said}</output>
    </section>
  );
}

function OnItsWay({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { words } = useSurroundings();
  const w = words.room.attach;
  const { id, file, sent, state, because } = upload;
  const why =
    because === null ? "" : typeof because === "string" ? w[because] : sayRefusal(words.refusals, because, Date.now());
  return (
    <li>
      <FileMark />
      <span class="attached-name">
        {file.name}
        {state === "failed" && <span class="wrong">{why}</span>}
        {state !== "failed" && <progress aria-label={w.sending(file.name)} max={file.size} value={sent} />}
      </span>
      {state === "failed" && typeof because !== "string" && (
        <button type="button" class="button button-small" onClick={() => uploads.again(id)}>
          {words.module.retry}
        </button>
      )}
      <button type="button" class="button button-small button-quiet" onClick={() => uploads.drop(id)}>
        {w.stop} <span class="unseen">{file.name}</span>
      </button>
    </li>
  );
}

function FileMark() {
  return (
    <span class="thumb">
      <Icon name="file" />
    </span>
  );
}

function useUploads({ caseId, secret }: Holding, added: (name: string) => void): Uploads {
  const hold = useMemo(() => {
    if (known?.caseId === caseId) return known;
    const heard = { added: (_name: string): void => undefined };
    const uploads = openUploads({
      caseId,
      secret,
      fetch: (path, init) => fetch(path, init),
      newId: () => crypto.randomUUID(),
      pause,
      added: ({ file }) => heard.added(file.name),
    });
    known = { caseId, uploads, heard };
    return known;
  }, [caseId, secret]);
  hold.heard.added = added;
  const [, setChanged] = useState({});
  useEffect(() => hold.uploads.subscribe(() => setChanged({})), [hold]);
  return hold.uploads;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
    addEventListener("online", () => resolve(), { once: true });
  });
}

/** Takes files that are dropped or pasted anywhere on the page; whether some are held over it. */
function useDropAndPaste(add: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const taking = useRef(add);
  taking.current = add;
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") === true;
    addEventListener(
      "dragover",
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    addEventListener("dragleave", (event) => event.relatedTarget === null && setOver(false), { signal });
    addEventListener(
      "drop",
      (event) => {
        setOver(false);
        if (!holdsFiles(event)) return;
        event.preventDefault();
        taking.current([...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
    addEventListener("paste", ({ clipboardData }) => taking.current([...(clipboardData?.files ?? [])]), { signal });
    return () => stop.abort();
  }, []);
  return over;
}
