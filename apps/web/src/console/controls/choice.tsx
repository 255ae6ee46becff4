/** One of a few, side by side; `label` says what is chosen. */
export function Choice<K extends string>({
  label,
  options,
  chosen,
  onChoose,
}: {
  label: string;
  options: readonly { readonly key: K; readonly name: string; readonly lang?: string }[];
  chosen: K;
  onChoose: (key: K) => void;
}) {
  return (
    <div
      role="group"
      aria-label={label}
      className="inline-flex flex-wrap rounded-sm border border-edge bg-surface p-px"
    >
      {options.map(({ key, name, lang }) => (
        <button
          key={key}
          type="button"
          lang={lang}
          aria-pressed={key === chosen}
          onClick={() => onChoose(key)}
          className="min-h-7 rounded-sm px-2.5 font-medium whitespace-nowrap hover:bg-sunken aria-pressed:bg-accent aria-pressed:text-on-accent pointer-coarse:min-h-9"
        >
          {name}
        </button>
      ))}
    </div>
  );
}
