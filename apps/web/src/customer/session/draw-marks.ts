import type { Point } from "@beckon/session/remote-session.ts";
import type { Marks } from "./use-marks.ts";

/** Draws the experts' pointers and strokes on `canvas`, laid over `video`, as large as it is shown. */
export function drawMarks(canvas: HTMLCanvasElement, video: HTMLVideoElement, { pointers, pen }: Marks): void {
  const { clientWidth: width, clientHeight: height } = video;
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(scale, scale);
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const stroke of pen) {
    trace(context, stroke.points, width, height);
    context.strokeStyle = "#ffffff";
    context.lineWidth = 6;
    context.stroke();
    context.strokeStyle = stroke.colour;
    context.lineWidth = 3;
    context.stroke();
  }
  for (const [x, y] of pointers) drawPointer(context, x * width, y * height);
}

function trace(context: CanvasRenderingContext2D, points: readonly Point[], width: number, height: number): void {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x * width, y * height);
  const [only] = points;
  if (points.length === 1 && only) context.lineTo(only[0] * width + 0.1, only[1] * height);
}

function drawPointer(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath();
  context.arc(x, y, 14, 0, 2 * Math.PI);
  context.fillStyle = "rgb(225 29 72 / 25%)";
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = "#ffffff";
  context.stroke();
  context.beginPath();
  context.arc(x, y, 5, 0, 2 * Math.PI);
  context.fillStyle = "#e11d48";
  context.fill();
  context.stroke();
}
