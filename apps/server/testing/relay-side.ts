import { WebSocket } from "ws";
import { newSecret, opening, Wire, type Anything } from "./wire.ts";

const sockets: WebSocket[] = [];

/** A side's socket on the way through the server at `url`: what it was sent, and how it closed. */
export async function openSide(url: string) {
  const socket = new WebSocket(`${url.replace("http", "ws")}/live/relay`, { headers: { origin: url } });
  sockets.push(socket);
  const got: (string | Buffer)[] = [];
  const state = { socket, got, closed: undefined as number | undefined };
  socket.on("message", (data, isBinary) => got.push(isBinary ? (data as Buffer) : (data as Buffer).toString()));
  socket.on("close", (code) => (state.closed = code));
  await new Promise((resolve) => socket.once("open", resolve));
  return state;
}

/** Ends all sides' sockets. */
export function endSides(): void {
  for (const socket of sockets.splice(0)) socket.terminate();
}

/** A session begun at the server at `url`, with both sides' tokens. */
export async function sessionTokens(url: string, { slug, cookie }: { slug: string; cookie: string }) {
  const customer = await Wire.open(url, "customer");
  const { value } = await customer.ask(opening(slug, newSecret()));
  const expert = await Wire.open(url, "console", { cookie });
  const { joined } = (await expert.ask({ type: "session/join", caseId: value.caseId })).value;
  const open = await customer.next((m: Anything) => m.type === "session/open");
  return {
    customer: open.relayToken as string,
    expert: joined.relayToken as string,
    expertWire: expert,
    caseId: value.caseId as string,
  };
}

/** What a side says first. */
export const enter = (token: string, generation = 1) => JSON.stringify({ type: "relay/enter", token, generation });
