/** What is used of libjpeg-turbo, compiled to WebAssembly; the package has no types of its own. */
declare module "@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs" {
  type FrameInfo = { width: number; height: number; bitsPerSample: number; componentCount: number; isSigned: boolean };
  export type JpegEncoder = {
    /** Memory to put the pixels into: red, green, blue for three components. */
    getDecodedBuffer(frame: FrameInfo): Uint8Array;
    setQuality(quality: number): void;
    /** 2: one colour for each two by two pixels. */
    setSubSampling(kind: number): void;
    setProgressive(on: boolean): void;
    encode(): void;
    /** Memory that holds until the next call. */
    getEncodedBuffer(): Uint8Array;
  };
  export type JpegDecoder = {
    getEncodedBuffer(length: number): Uint8Array;
    decode(): void;
    getFrameInfo(): FrameInfo;
    getDecodedBuffer(): Uint8Array;
  };
  export type JpegLibrary = { JPEGEncoder: new () => JpegEncoder; JPEGDecoder: new () => JpegDecoder };
  const open: (parts?: { wasmBinary?: Uint8Array }) => Promise<JpegLibrary>;
  export default open;
}
