import type { ReactNode } from "react";
import { Icon } from "../controls/icon.tsx";

/** One part of a case that can be folded away. */
export function Section({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group border-b border-line">
      <summary className="flex h-9 list-none items-center gap-1.5 px-4 font-semibold -outline-offset-2 hover:bg-ground [&::-webkit-details-marker]:hidden">
        <Icon
          name="down"
          className="size-3.5 -rotate-90 text-muted transition-transform duration-(--motion) group-open:rotate-0"
        />
        {title}
      </summary>
      <div className="px-4 pt-1 pb-4">{children}</div>
    </details>
  );
}
