/** A person's initials on a quiet ground. */
export function Initials({ name, className = "size-7" }: { name: string; className?: string }) {
  const parts = name.trim().split(/\s+/);
  const letters = `${parts[0]?.[0] ?? ""}${parts.length > 1 ? (parts.at(-1)?.[0] ?? "") : ""}`.toLocaleUpperCase();
  return (
    <span
      aria-hidden="true"
      className={`inline-grid shrink-0 place-items-center rounded-full bg-accent-soft text-[0.6875rem] font-semibold text-accent-text ${className}`}
    >
      {letters}
    </span>
  );
}
