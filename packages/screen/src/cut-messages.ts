import { ByteWriter } from "./bytes.ts";
import { FLAG, FORMAT_VERSION, MAX_MESSAGE, MESSAGE_HEADER } from "./format.ts";

/** Cuts a frame's operations into messages; `send` takes each as memory of its own. */
export class MessageCutter {
  readonly #send: (message: Uint8Array<ArrayBuffer>) => void;
  readonly #epoch: number;
  readonly #writer = new ByteWriter();
  #part = 0;

  constructor(epoch: number, send: (message: Uint8Array<ArrayBuffer>) => void) {
    this.#send = send;
    this.#epoch = epoch;
  }

  /** One operation; `fill` writes its content. */
  operation(kind: number, fill: (writer: ByteWriter) => void): void {
    const content = new ByteWriter();
    fill(content);
    this.#writer.u8(kind);
    this.#writer.u32(content.length);
    this.#writer.put(content.written());
    while (this.#writer.length >= MAX_MESSAGE - MESSAGE_HEADER) this.#cut(MAX_MESSAGE - MESSAGE_HEADER);
  }

  /** Sends what was written so far. */
  flush(): void {
    if (this.#writer.length > 0) this.#cut(this.#writer.length);
  }

  #cut(length: number): void {
    const content = this.#writer.written().slice();
    this.#send(message(this.#epoch, this.#part === 0 ? FLAG.begins : 0, this.#part, content.subarray(0, length)));
    this.#part += 1;
    this.#writer.clear();
    this.#writer.put(content.subarray(length));
  }
}

/** A message of its own, beside the frames. */
export function writeAside(epoch: number, kind: number, fill: (writer: ByteWriter) => void): Uint8Array<ArrayBuffer> {
  const content = new ByteWriter();
  fill(content);
  const operation = new ByteWriter();
  operation.u8(kind);
  operation.u32(content.length);
  operation.put(content.written());
  return message(epoch, FLAG.aside, 0, operation.written());
}

function message(epoch: number, flags: number, part: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(MESSAGE_HEADER + content.length);
  bytes.set([FORMAT_VERSION, epoch, flags, part & 0xff]);
  bytes.set(content, MESSAGE_HEADER);
  return bytes;
}
