import openLibrary from "@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs";

/** A real JPEG coder and decoder for tests. */
export async function openTestPhotos() {
  const library = await openLibrary();
  const encoder = new library.JPEGEncoder();
  const decoder = new library.JPEGDecoder();
  return {
    encode(photo: { rgba: Uint8Array; width: number; height: number }, quality: number): Uint8Array<ArrayBuffer> {
      const { width, height, rgba } = photo;
      const pixels = encoder.getDecodedBuffer({ width, height, bitsPerSample: 8, componentCount: 3, isSigned: false });
      for (let n = 0; n < pixels.length; n++) pixels[n] = rgba[Math.floor(n / 3) * 4 + (n % 3)] ?? 0;
      encoder.setQuality(quality);
      encoder.setProgressive(false);
      encoder.setSubSampling(2);
      encoder.encode();
      return encoder.getEncodedBuffer().slice();
    },
    decode(jpeg: Uint8Array): { width: number; height: number; rgba: Uint8Array<ArrayBuffer> } {
      if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new Error("Not a JPEG");
      decoder.getEncodedBuffer(jpeg.length).set(jpeg);
      decoder.decode();
      const { width, height, componentCount } = decoder.getFrameInfo();
      const decoded = decoder.getDecodedBuffer();
      const rgba = new Uint8Array(width * height * 4).fill(255);
      for (let n = 0; n < width * height; n++) {
        for (let c = 0; c < 3; c++) rgba[n * 4 + c] = decoded[n * componentCount + c] ?? 0;
      }
      return { width, height, rgba };
    },
  };
}
