import type { Copied } from "@beckon/session/machine.ts";

/** What a paste brings, as text when there is any, else as a picture; null when it is neither. */
export async function readPasted(data: DataTransfer): Promise<Copied | null> {
  // Both must be asked for at once: after the event nothing is left to read.
  const text = data.getData("text/plain");
  const image = [...data.files].find((file) => file.type.startsWith("image/"));
  if (text !== "") return { media: "text/plain", text };
  return image ? { media: "image/png", bytes: await asPng(image) } : null;
}

/** What is on this computer's clipboard; null when it is empty or the browser does not tell. */
export async function readClipboard(): Promise<Copied | null> {
  try {
    for (const item of await navigator.clipboard.read()) {
      if (item.types.includes("text/plain")) {
        const text = await (await item.getType("text/plain")).text();
        if (text !== "") return { media: "text/plain", text };
      }
      const image = item.types.find((type) => type.startsWith("image/"));
      if (image) return { media: "image/png", bytes: await asPng(await item.getType(image)) };
    }
    return null;
  } catch {
    return null;
  }
}

/** Puts this on this computer's clipboard; false when the browser wants a press of a button first. */
export async function writeClipboard(copied: Copied): Promise<boolean> {
  try {
    if (copied.media === "text/plain") await navigator.clipboard.writeText(copied.text);
    else {
      const blob = new Blob([copied.bytes.slice()], { type: copied.media });
      await navigator.clipboard.write([new ClipboardItem({ [copied.media]: blob })]);
    }
    return true;
  } catch {
    return false;
  }
}

async function asPng(image: Blob): Promise<Uint8Array> {
  if (image.type === "image/png") return new Uint8Array(await image.arrayBuffer());
  const bitmap = await createImageBitmap(image);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
}
