import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { useWords } from "../words/use-words.tsx";
import { Button, IconButton } from "./button.tsx";

/** A window over the page, with its title; Esc and a press beside it close it. */
export function Dialog({
  title,
  onClose,
  children,
  wide = false,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
}) {
  const w = useWords();
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-(--motion) data-starting-style:opacity-0" />
        <Base.Popup
          className={`popup fixed top-[8dvh] left-1/2 z-50 flex max-h-[84dvh] w-[calc(100%-1.5rem)] -translate-x-1/2 flex-col ${wide ? "max-w-2xl" : "max-w-md"}`}
        >
          <div className="flex items-center justify-between gap-2 border-b border-line py-2 pr-2 pl-4">
            <Base.Title className="text-md font-semibold">{title}</Base.Title>
            <IconButton label={w.close} icon="close" onPress={onClose} />
          </div>
          <div className="overflow-y-auto p-4">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Asks before something that cannot be undone. `act` says the deed in one verb. */
export function Confirm({
  title,
  text,
  act,
  onYes,
  onClose,
}: {
  title: string;
  text: string;
  act: string;
  onYes: () => unknown;
  onClose: () => void;
}) {
  const w = useWords();
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <div className="mt-5 flex justify-end gap-2">
        <Button onPress={onClose}>{w.cancel}</Button>
        <Button tone="danger" onPress={onYes}>
          {act}
        </Button>
      </div>
    </Dialog>
  );
}
