import { useEffect, useRef, useState } from "preact/hooks";
import { codeInScan } from "@beckon/customer/address.ts";
import { useWords } from "../surroundings.ts";
import { useModal } from "./use-modal.ts";

type Detector = { detect(picture: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type DetectorConstructor = new (options: { formats: string[] }) => Detector;

/** Whether this browser can read QR codes by its camera. */
export function canScan(): boolean {
  return "BarcodeDetector" in window && matchMedia("(pointer: coarse)").matches;
}

/** The camera's picture, until a session code is seen in it. */
export function QrScan({ onCode, onClose }: { onCode: (code: string) => void; onClose: () => void }) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState(false);

  useModal(dialog, onClose);
  const tell = useRef(onCode);
  tell.current = onCode;
  useEffect(() => {
    const abort = new AbortController();
    scan(video.current, abort.signal).then(
      (code) => code !== undefined && tell.current(code),
      () => setRefused(true),
    );
    return () => abort.abort();
  }, []);

  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="scan-title">
      <h2 id="scan-title">{words.join.scanTitle}</h2>
      {refused ? (
        <p class="problem">{words.join.cameraRefused}</p>
      ) : (
        <video ref={video} class="scan" muted playsInline />
      )}
      <button type="button" class="button button-wide" onClick={() => dialog.current?.close()}>
        {words.join.scanStop}
      </button>
    </dialog>
  );
}

async function scan(video: HTMLVideoElement | null, signal: AbortSignal): Promise<string | undefined> {
  if (!video) return undefined;
  const camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const stop = (): void => camera.getTracks().forEach((track) => track.stop());
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  video.srcObject = camera;
  await video.play();
  const { BarcodeDetector } = window as unknown as { BarcodeDetector: DetectorConstructor };
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  while (!signal.aborted) {
    const seen = await detector.detect(video);
    const code = seen.map(({ rawValue }) => codeInScan(rawValue)).find((found) => found !== undefined);
    if (code !== undefined) return code;
    await new Promise(requestAnimationFrame);
  }
  return undefined;
}
