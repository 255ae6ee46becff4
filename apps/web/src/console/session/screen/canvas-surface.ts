import type { Surface } from "@beckon/screen/surface.ts";

/** Draws on an offscreen canvas; `onSize` is told a new picture's size in pixels. */
export function drawOnCanvas(canvas: OffscreenCanvas, onSize: (width: number, height: number) => void): Surface {
  // Pixels are put far more often than the picture is composed: memory beats a texture.
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error("This browser cannot draw on a canvas in the background");
  return {
    resize(width, height) {
      canvas.width = width;
      canvas.height = height;
      onSize(width, height);
    },
    putPixels(x, y, width, height, rgba) {
      context.putImageData(new ImageData(rgba, width, height), x, y);
    },
    fill(x, y, width, height, red, green, blue) {
      context.fillStyle = `rgb(${red} ${green} ${blue})`;
      context.fillRect(x, y, width, height);
    },
    copy(x, y, width, height, toX, toY) {
      context.drawImage(canvas, x, y, width, height, toX, toY, width, height);
    },
    async drawPhoto(jpeg, x, y, width, height) {
      const photo = await createImageBitmap(new Blob([jpeg], { type: "image/jpeg" }));
      context.drawImage(photo, x, y, width, height);
      photo.close();
    },
  };
}
