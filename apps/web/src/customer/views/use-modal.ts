import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Opens a dialog over the page; `onClose` is called when it is closed by whatever means, Escape too. */
export function useModal(dialog: RefObject<HTMLDialogElement>, onClose: () => void): void {
  useEffect(() => dialog.current?.showModal(), [dialog]);
  useEffect(() => {
    const element = dialog.current;
    element?.addEventListener("close", onClose);
    return () => element?.removeEventListener("close", onClose);
  }, [dialog, onClose]);
}
