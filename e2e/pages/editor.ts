import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Desktop } from "../house/desktop.ts";

/** Where a window's inside is on the desktop, in pixels. */
export type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A text editor on a customer's desktop with one file in it. */
export type Editor = { readonly window: string; place(): Place; saved(): string };

/** Opens the editor in the desktop's middle, on a new file with this text. */
export async function openEditor(desktop: Desktop, name: string, text = ""): Promise<Editor> {
  const path = join(desktop.home, name);
  writeFileSync(path, text);
  const child = desktop.start("mousepad", ["--disable-server", path], { LANG: "C.UTF-8" });
  child.stdout?.resume();
  child.stderr?.resume();
  const window = await desktop.window(name);
  desktop.run("xdotool", "windowsize", "--sync", window, "600", "350", "windowmove", window, "500", "300");
  desktop.run("xdotool", "windowactivate", "--sync", window);
  return { window, place: () => placeOf(desktop, window), saved: () => readFileSync(path, "utf8") };
}

/** Where a window is now. */
export function placeOf(desktop: Desktop, window: string): Place {
  const told = desktop.run("xwininfo", "-id", window);
  const read = (name: string): number => Number(new RegExp(`${name}:\\s+(-?\\d+)`).exec(told)?.[1]);
  return {
    x: read("Absolute upper-left X"),
    y: read("Absolute upper-left Y"),
    width: read("Width"),
    height: read("Height"),
  };
}
