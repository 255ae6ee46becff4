import type { Stroke } from "@beckon/session/remote-session.ts";
import type { PictureElement } from "../remote-picture.tsx";

const LARGEST = { width: 1920, height: 1080 };

/** The frame a recording has: that of the picture, at most 1080 lines, in even numbers as video wants them. */
export function frameFor(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LARGEST.width / Math.max(1, width), LARGEST.height / Math.max(1, height));
  const even = (pixels: number) => Math.max(2, Math.round((pixels * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}

/** Where a picture stands in a frame of another shape: whole, in the middle. */
export function fitInto(
  frame: { width: number; height: number },
  width: number,
  height: number,
): { x: number; y: number; width: number; height: number } {
  const scale = Math.min(frame.width / Math.max(1, width), frame.height / Math.max(1, height));
  const shown = { width: width * scale, height: height * scale };
  return { x: (frame.width - shown.width) / 2, y: (frame.height - shown.height) / 2, ...shown };
}

/** The size of what is shown, in its own pixels. */
export function sizeOf(element: PictureElement): { width: number; height: number } {
  return element instanceof HTMLVideoElement
    ? { width: element.videoWidth, height: element.videoHeight }
    : { width: element.width, height: element.height };
}

/** Draws one picture of the recording: what is seen now, and what is drawn over it. */
export function drawRecorded(
  brush: CanvasRenderingContext2D,
  element: PictureElement | null,
  strokes: readonly Stroke[],
): void {
  const frame = brush.canvas;
  brush.fillStyle = "#000000";
  brush.fillRect(0, 0, frame.width, frame.height);
  if (!element) return;
  const { width, height } = sizeOf(element);
  if (width === 0 || height === 0) return;
  const place = fitInto(frame, width, height);
  brush.drawImage(element, place.x, place.y, place.width, place.height);
  brush.lineWidth = 4;
  brush.lineCap = "round";
  brush.lineJoin = "round";
  for (const { colour, points } of strokes) {
    brush.strokeStyle = colour;
    brush.beginPath();
    for (const [x, y] of points) brush.lineTo(place.x + x * place.width, place.y + y * place.height);
    brush.stroke();
  }
}
