import { constants, zstdCompressSync } from "node:zlib";

const params = { [constants.ZSTD_c_compressionLevel]: 1 };

/** Packs bytes as the screen stream wants them: zstd, with the size in its header and no checksum. */
export function packZstd(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, { params });
}
