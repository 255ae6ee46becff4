import { useRef } from "preact/hooks";
import { useModal } from "./use-modal.ts";

/** A question before something that ends a case; Escape and the second button say no. */
export function ConfirmDialog(props: {
  title: string;
  text: string;
  yes: string;
  no: string;
  onYes: () => void;
  onNo: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog, props.onNo);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="confirm-title">
      <h2 id="confirm-title">{props.title}</h2>
      <p>{props.text}</p>
      <div class="actions">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {props.no}
        </button>
        <button type="button" class="button button-danger" onClick={props.onYes}>
          {props.yes}
        </button>
      </div>
    </dialog>
  );
}
