import type { Grab } from "@beckon/screen/capture.ts";
import type { XDisplay } from "./x-display.ts";

/** Red, green and blue at a place of a grab. */
export function pixelAt({ pixels, stride }: Grab, x: number, y: number): number[] {
  const place = y * stride + x * 4;
  return [pixels[place + 2], pixels[place + 1], pixels[place]].map((value) => value ?? -1);
}

/** The same of the display, as another program reads it. */
export function readElsewhere(screen: XDisplay, x: number, y: number): number[] {
  // As text: "0,0: (217,48,79) …".
  const told = screen.run("import", "-window", "root", "-crop", `1x1+${x}+${y}`, "-depth", "8", "txt:-");
  return (/\((\d+),(\d+),(\d+)/.exec(told) ?? []).slice(1).map(Number);
}
