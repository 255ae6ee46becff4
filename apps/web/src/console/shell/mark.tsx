/** Beckon's mark: a raised hand's arc and a dot. */
export function Mark({ className = "size-5" }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" className={`shrink-0 text-accent ${className}`} aria-hidden="true">
      <rect width="20" height="20" rx="5.500" fill="currentColor" />
      <path
        d="M6 14.200V9.800a4 4 0 0 1 8 0"
        fill="none"
        className="stroke-on-accent"
        strokeWidth="1.800"
        strokeLinecap="round"
      />
      <circle cx="14" cy="14" r="1.400" className="fill-on-accent" />
    </svg>
  );
}
