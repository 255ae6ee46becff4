import { openScreenView, type SeenPointer } from "../../../apps/web/src/console/session/screen/screen-view.ts";

/** What the test does in its page. Bytes travel as Base64. */
export type TestPage = {
  receive(message: string): void;
  /** How many pixels differ from these (red, green, blue, alpha); all of them when the size does. */
  wrongPixels(rgba: string, width: number, height: number): number;
  pointers: (SeenPointer | null)[];
  sizes: [number, number][];
  stats(): ReturnType<ReturnType<typeof openScreenView>["stats"]>;
};

declare global {
  var screenTest: TestPage;
  var answerOut: (message: string) => void;
}

const canvas = document.createElement("canvas");
document.body.append(canvas);
const sizes: [number, number][] = [];
const pointers: (SeenPointer | null)[] = [];
const view = openScreenView(canvas, {
  onAnswer: (message) => globalThis.answerOut(btoa(String.fromCharCode(...message))),
  onSize: (width, height) => sizes.push([width, height]),
  onPointer: (pointer) => pointers.push(pointer),
});

globalThis.screenTest = {
  receive: (message) => view.receive(fromBase64(message)),
  wrongPixels(rgba, width, height) {
    if (canvas.width !== width || canvas.height !== height) return width * height;
    const copy = document.createElement("canvas");
    copy.width = width;
    copy.height = height;
    const context = copy.getContext("2d", { willReadFrequently: true });
    context?.drawImage(canvas, 0, 0);
    const seen = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    const expected = fromBase64(rgba);
    let wrong = 0;
    for (let at = 0; at < expected.length; at += 4) {
      if ([0, 1, 2].some((n) => seen[at + n] !== expected[at + n])) wrong++;
    }
    return wrong;
  },
  pointers,
  sizes,
  stats: () => view.stats(),
};

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
