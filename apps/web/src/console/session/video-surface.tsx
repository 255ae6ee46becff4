import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useEffect, useRef } from "react";
import type { Size } from "./picture-place.ts";
import { useSessionValue } from "./use-remote.ts";

/** What a customer's browser captures. */
export function VideoSurface({
  session,
  onSize,
  onElement,
}: {
  session: RemoteSession;
  onSize: (size: Size) => void;
  onElement: (element: HTMLVideoElement | null) => void;
}) {
  const { stream } = useSessionValue(session, "picture");
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    element.srcObject = stream;
    if (stream) void element.play().catch(() => undefined);
    onElement(element);
    return () => onElement(null);
  }, [stream, onElement]);
  const measure = (element: HTMLVideoElement) => onSize({ width: element.videoWidth, height: element.videoHeight });
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- somebody's live screen has none
    <video
      ref={video}
      autoPlay
      playsInline
      muted
      className="size-full"
      onResize={(event) => measure(event.currentTarget)}
      onLoadedMetadata={(event) => measure(event.currentTarget)}
    />
  );
}
