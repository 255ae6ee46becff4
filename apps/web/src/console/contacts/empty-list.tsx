import type { IconName } from "../controls/icon.tsx";
import { Icon } from "../controls/icon.tsx";

/** Says that there is nothing yet, and how something comes. */
export function EmptyList({ icon, title, text }: { icon: IconName; title: string; text: string }) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-md border border-dashed border-edge p-8 text-center">
      <Icon name={icon} className="size-6 text-muted" />
      <p className="font-medium">{title}</p>
      <p className="max-w-md text-muted">{text}</p>
    </div>
  );
}
