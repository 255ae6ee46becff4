import { useEffect, useState } from "preact/hooks";
import type { VisitSession } from "@beckon/customer/customer-state.ts";
import type { Point, Stroke } from "@beckon/session/remote-session.ts";
import { useSame } from "./use-same.ts";

/** Where experts point and what they have drawn. */
export type Marks = { pointers: readonly Point[]; pen: readonly Stroke[] };

/** The marks of all experts who are there. */
export function useMarks(sessions: readonly VisitSession[]): Marks {
  const remotes = useSame(sessions);
  const [marks, setMarks] = useState(() => marksOf(remotes));
  useEffect(() => {
    const look = (): void => setMarks(marksOf(remotes));
    look();
    const stops = remotes.flatMap((remote) => [remote.on("pointer", look), remote.on("pen", look)]);
    return () => stops.forEach((stop) => stop());
  }, [remotes]);
  return marks;
}

function marksOf(remotes: readonly VisitSession[]): Marks {
  return {
    pointers: remotes.map((remote) => remote.get("pointer")).filter((at) => at !== null),
    pen: remotes.flatMap((remote) => remote.get("pen")),
  };
}
