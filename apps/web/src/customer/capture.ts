import type { Captured } from "@beckon/customer/show-in-browser.ts";

/** Whether this browser can show a screen at all: phones cannot. */
export function canCapture(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function";
}

/** Opens the browser's picker; to be called from a click. */
export async function capturePicture(): Promise<Captured> {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 30 } }, audio: false });
    return { is: "stream", stream };
  } catch (error) {
    const system = error instanceof DOMException && error.message.toLowerCase().includes("system");
    const cancelled = error instanceof DOMException && error.name === "NotAllowedError" && !system;
    return { is: cancelled ? "cancelled" : "failed" };
  }
}

/** Asks for the microphone; null when it is refused or there is none. */
export async function captureMicrophone(): Promise<MediaStreamTrack | null> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true },
    });
    return stream.getAudioTracks()[0] ?? null;
  } catch {
    return null;
  }
}
