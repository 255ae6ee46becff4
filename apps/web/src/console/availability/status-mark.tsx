import type { Availability } from "@beckon/domain/assignment/candidate.ts";

const LOOKS: Record<Availability, string> = {
  online: "text-progress",
  away: "text-pending",
  busy: "text-danger-text",
  offline: "text-muted",
};

/** How somebody stands, as a shape and a colour of its own: a full disc, a moon's half, a barred disc, a ring. The word stands beside it. */
export function StatusMark({ status }: { status: Availability }) {
  return (
    <svg viewBox="0 0 12 12" className={`size-3 shrink-0 ${LOOKS[status]}`} fill="none" aria-hidden="true">
      {status === "online" && <circle cx="6" cy="6" r="4.7" fill="currentColor" />}
      {status === "away" && (
        <>
          <circle cx="6" cy="6" r="4.2" stroke="currentColor" strokeWidth="1.5" />
          <path d="M6 1.8a4.2 4.2 0 0 0 0 8.4z" fill="currentColor" />
        </>
      )}
      {status === "busy" && (
        <path
          fill="currentColor"
          fillRule="evenodd"
          d="M6 1.3a4.700 4.700 0 1 0 0 9.400a4.700 4.700 0 0 0 0-9.400zM3.300 5.200h5.400v1.600h-5.400z"
        />
      )}
      {status === "offline" && <circle cx="6" cy="6" r="4.2" stroke="currentColor" strokeWidth="1.5" />}
    </svg>
  );
}
