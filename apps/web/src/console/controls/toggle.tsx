import { Switch } from "@base-ui/react/switch";

/** A switch with its words. */
export function Toggle({
  label,
  hint,
  on,
  onChange,
}: {
  label: string;
  hint?: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <label className="flex items-start gap-3 py-1">
      <Switch.Root
        checked={on}
        onCheckedChange={onChange}
        className="mt-0.5 h-5 w-9 shrink-0 rounded-full border border-edge bg-sunken p-px transition-colors duration-(--motion) data-checked:border-accent data-checked:bg-accent"
      >
        <Switch.Thumb className="block size-4 rounded-full bg-edge transition-transform duration-(--motion) data-checked:translate-x-4 data-checked:bg-on-accent" />
      </Switch.Root>
      <span>
        <span className="font-medium">{label}</span>
        {hint && <span className="block text-xs text-muted">{hint}</span>}
      </span>
    </label>
  );
}
