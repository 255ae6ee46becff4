import type { ScreenSenderParts } from "@beckon/screen/send-screen.ts";
import { openPhotoEncoder, type PhotoEncoder, type PhotoEncoderParts } from "./photo-encoder.ts";
import { packZstd } from "./zstd.ts";

/** What the screen's encoder uses of this system. */
export type Codecs = Pick<ScreenSenderParts, "compress" | "same" | "encodePhoto">;

/** Opens them; the thread for photos starts with the first photo. `parts` as a program in one file carries them. */
export function openCodecs(parts?: PhotoEncoderParts): Codecs & { close(): Promise<void> } {
  let photos: PhotoEncoder | undefined;
  return {
    compress: packZstd,
    same: (one, other) => Buffer.compare(one, other) === 0,
    encodePhoto(photo, quality) {
      photos ??= openPhotoEncoder(parts);
      return photos.encode(photo, quality);
    },
    close: async () => photos?.close(),
  };
}
