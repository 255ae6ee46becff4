import { useState } from "preact/hooks";
import type { CustomerCase } from "@beckon/protocol/down.ts";
import { useSurroundings } from "../surroundings.ts";
import { Icon } from "./icon.tsx";
import { Suspense } from "./suspense.tsx";

const loadHandsOn = () => import("../hands-on/hands-on.tsx").then((part) => part.HandsOn);

/** Opens the way to the desktop module, where there is one [M9]. */
export function HandsOnButton({ current }: { current: CustomerCase }) {
  const { store, words } = useSurroundings();
  const [open, setOpen] = useState(false);
  if (!store.canMove || current.programOf === null) return null;
  const expert = current.expert?.name ?? "";
  return (
    <>
      <button type="button" class="button button-quiet" onClick={() => setOpen(true)}>
        <Icon name="pen" /> {words.handsOn.offer(expert)}
      </button>
      {open && (
        <Suspense load={loadHandsOn} props={{ module: current.programOf, expert, onClose: () => setOpen(false) }} />
      )}
    </>
  );
}
