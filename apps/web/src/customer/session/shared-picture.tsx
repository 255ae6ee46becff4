import { useEffect, useRef, useState } from "preact/hooks";
import type { VisitSession } from "@beckon/customer/customer-state.ts";
import { canCapture } from "../capture.ts";
import { useSurroundings } from "../surroundings.ts";
import { drawMarks } from "./draw-marks.ts";
import { useMarks, type Marks } from "./use-marks.ts";
import { useValue } from "./use-value.ts";

/** What the expert sees, small, with their pointer and drawings over it: a browser cannot draw on the desktop itself. */
export function SharedPicture({
  remote,
  others,
  name,
  seen,
}: {
  remote: VisitSession;
  /** Those of colleagues who are there, too. */
  others: readonly VisitSession[];
  name: string;
  seen: boolean;
}) {
  const { store, words } = useSurroundings();
  const picture = useValue(remote, "picture");
  const marks = useMarks([remote, ...others]);
  const [trouble, setTrouble] = useState<"cancelled" | "failed" | null>(null);
  const pointing = marks.pointers.length > 0 || marks.pen.length > 0;

  const choose = async (): Promise<void> => {
    setTrouble(null);
    const came = await store.changePicture();
    if (came !== "stream") setTrouble(came);
  };

  return (
    <div class="card picture">
      <div class="picture-head">
        <div>
          <h2>{words.session.picture}</h2>
          <output class="quiet">
            {!seen
              ? words.session.noPicture
              : pointing
                ? words.session.pointing(name)
                : words.session.surface[picture.shows ?? "unknown"]}
          </output>
        </div>
        {canCapture() && (
          <button type="button" class="button" onClick={() => void choose()}>
            {seen ? words.session.other : words.session.choose}
          </button>
        )}
      </div>
      <div role="alert">{trouble === "failed" && <p class="problem">{words.consent.failed}</p>}</div>
      {seen && picture.stream && <Miniature stream={picture.stream} marks={marks} />}
    </div>
  );
}

function Miniature({ stream, marks }: { stream: MediaStream; marks: Marks }) {
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState("");

  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  useEffect(() => {
    if (!video.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize(`${entry.contentRect.width} ${entry.contentRect.height}`);
    });
    observer.observe(video.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (canvas.current && video.current) drawMarks(canvas.current, video.current, marks);
  }, [marks, size]);

  return (
    <div class="miniature">
      {/* One's own screen: there is nothing to hear, and nothing to caption. */}
      <video ref={video} muted autoPlay playsInline aria-hidden="true" />
      <canvas ref={canvas} aria-hidden="true" />
    </div>
  );
}
