import type { ScreenStats } from "./surface.ts";

const SPAN = 1000;

/** Counts what a decoder does. Times are milliseconds of one clock that never goes back. */
export function openFrameMeter() {
  const frames: number[] = [];
  const received: [at: number, bytes: number][] = [];
  let begun = 0;
  let frameMs = 0;
  let spent = 0;
  let decodeMs = 0;

  function forgetBefore(at: number): void {
    while (frames.length > 0 && (frames[0] ?? at) < at) frames.shift();
    while (received.length > 0 && (received[0]?.[0] ?? at) < at) received.shift();
  }

  return {
    received(bytes: number, at: number): void {
      received.push([at, bytes]);
      forgetBefore(at - SPAN);
    },
    begin(at: number): void {
      begun = at;
      spent = 0;
    },
    drew(ms: number): void {
      spent += ms;
      decodeMs = spent;
    },
    finish(at: number): void {
      frames.push(at);
      frameMs = at - begun;
    },
    stats(at: number): ScreenStats {
      forgetBefore(at - SPAN);
      const bytesPerSecond = received.reduce((sum, [, bytes]) => sum + bytes, 0);
      return { framesPerSecond: frames.length, decodeMs, frameMs, bytesPerSecond };
    },
  };
}
