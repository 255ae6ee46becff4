import { randomBytes } from "node:crypto";
import { connect } from "node:net";

/** A WebSocket reduced to what a benchmark's audience needs, so that the audience is not what limits. */
export type RawSocket = { send(text: string): void; close(): void };

const TEXT = 1;
const CLOSED = 8;
const PING = 9;
const PONG = 10;

/**
 * Opens a socket; `onText` gets each whole text message as a piece of a buffer that is only good during the call.
 * All sockets of this process share one buffer for reading.
 */
export async function openRawSocket(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  onText: (message: Buffer) => void,
  onClose: (code: number) => void = () => undefined,
): Promise<RawSocket> {
  const { hostname, port, host } = new URL(url);
  const all = {
    host,
    origin: url,
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": randomBytes(16).toString("base64"),
    ...headers,
  };
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let upgraded = false;
  // What came of a message that is not whole yet.
  let rest: Buffer = Buffer.alloc(0);

  const socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    onread: {
      buffer: shared,
      callback(length, buffer) {
        receive(Buffer.from(buffer.buffer, buffer.byteOffset, length));
        return true;
      },
    },
  });
  socket.on("connect", () => {
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
  });
  socket.on("error", reject);
  socket.on("close", () => reject(new Error("hung up")));

  function receive(piece: Buffer): void {
    let data = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    if (!upgraded) {
      const end = data.indexOf("\r\n\r\n");
      if (end < 0) return keep(data);
      const status = data.toString("latin1", 9, 12);
      if (status !== "101") return void socket.destroy(new Error(`refused with ${status}`));
      upgraded = true;
      data = data.subarray(end + 4);
      resolve();
    }
    let at = 0;
    for (;;) {
      const frame = frameAt(data, at);
      if (frame === undefined) break;
      const content = data.subarray(frame.start, frame.end);
      if (frame.kind === TEXT) onText(content);
      else if (frame.kind === PING) write(PONG, content);
      else if (frame.kind === CLOSED) onClose(content.length >= 2 ? content.readUInt16BE(0) : 1005);
      at = frame.end;
    }
    keep(data.subarray(at));
  }

  function keep(data: Buffer): void {
    // A copy: the shared buffer is overwritten by the next reading.
    rest = data.length === 0 ? data : Buffer.from(data);
  }

  function write(kind: number, content: Buffer): void {
    const long = content.length > 125;
    const head = Buffer.alloc(long ? 8 : 6);
    head[0] = 0x80 | kind;
    // Masked with zeros, which leaves the content as it is.
    head[1] = 0x80 | (long ? 126 : content.length);
    if (long) head.writeUInt16BE(content.length, 2);
    socket.write(Buffer.concat([head, content]));
  }

  await promise;
  return { send: (text) => write(TEXT, Buffer.from(text)), close: () => void socket.destroy() };
}

const shared = Buffer.alloc(256 * 1024);

function frameAt(data: Buffer, at: number): { kind: number; start: number; end: number } | undefined {
  if (data.length < at + 2) return undefined;
  const kind = (data[at] ?? 0) & 15;
  const short = (data[at + 1] ?? 0) & 127;
  const head = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (data.length < at + head) return undefined;
  const length =
    short === 126 ? data.readUInt16BE(at + 2) : short === 127 ? Number(data.readBigUInt64BE(at + 2)) : short;
  const end = at + head + length;
  return data.length < end ? undefined : { kind, start: at + head, end };
}
