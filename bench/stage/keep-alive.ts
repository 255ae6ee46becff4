import { connect, type Socket } from "node:net";

/** One HTTP connection that is kept: sends a request when the last one is answered, and reads no more than it must. */
export type KeptConnection = { post(body: string): Promise<number>; close(): void };

/** Opens a connection for posting JSON to one path. */
export async function keepAlive(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<KeptConnection> {
  const { hostname, port, host } = new URL(url);
  const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
  const head = Object.entries({ host, origin: url, "content-type": "application/json", ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  let answered: ((status: number) => void) | undefined;
  let broken: ((error: Error) => void) | undefined;
  let text = "";

  socket.on("data", (data) => {
    text += data.toString("latin1");
    const end = text.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (text.length < end + 4 + length) return;
    const status = Number(text.slice(9, 12));
    text = "";
    answered?.(status);
  });
  socket.on("error", (error) => broken?.(error));
  socket.on("close", () => broken?.(new Error("the server hung up")));
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    broken = reject;
  });

  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        answered = resolve;
        broken = reject;
        socket.write(`POST ${path} HTTP/1.1\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      }),
    close() {
      broken = undefined;
      socket.destroy();
    },
  };
}
