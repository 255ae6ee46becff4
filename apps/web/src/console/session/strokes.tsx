import type { Stroke } from "@beckon/session/remote-session.ts";

/** What the expert has drawn, over the picture. */
export function Strokes({ strokes }: { strokes: readonly Stroke[] }) {
  return (
    <svg
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      className="pointer-events-none absolute inset-0 size-full"
      aria-hidden="true"
    >
      {strokes.map(({ id, colour, points }) => (
        <polyline
          key={id}
          points={points.map((point) => point.join(",")).join(" ")}
          fill="none"
          stroke={colour}
          strokeWidth="4"
          strokeLinecap="round"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
