import type { Transfer } from "@beckon/session/session-values.ts";
import { useDesktop } from "../surroundings.ts";

const MOVING = ["offered", "running", "paused", "stalled"];

/** One file on its way, or what became of it. */
export function TransferLine({ transfer }: { transfer: Transfer }) {
  const { words, acts } = useDesktop();
  const { id, what, size, bytes, state, because, direction } = transfer;
  const moving = MOVING.includes(state);
  const name = what.is === "file" ? what.name : what.media === "image/png" ? words.files.image : words.files.text;
  const done = state === "done" ? words.files[direction === "received" ? "from" : "to"] : words.files.states[state];
  return (
    <li class={state === "damaged" || state === "refused" ? "transfer transfer-bad" : "transfer"}>
      <div class="transfer-what">
        <p class="transfer-name">
          <span aria-hidden="true">{direction === "received" ? "↓" : "↑"}</span> {name}
        </p>
        <p class="quiet">
          {moving
            ? words.files.progress(words.formats.bytes(bytes), words.formats.bytes(size))
            : words.formats.bytes(size)}
          {" · "}
          {because ? words.files.because[because] : done}
        </p>
      </div>
      {moving && <progress max={Math.max(1, size)} value={bytes} aria-label={name} />}
      {moving && what.is === "file" && (
        <div class="transfer-acts">
          <button type="button" class="button button-small" onClick={() => acts.pauseTransfer(id, state !== "paused")}>
            {state === "paused" ? words.files.goOn : words.files.pause}
          </button>
          <button type="button" class="button button-small" onClick={() => acts.cancelTransfer(id)}>
            {words.files.cancel}
          </button>
        </div>
      )}
    </li>
  );
}
