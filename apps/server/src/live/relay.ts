import { WebSocket } from "ws";
import { CLOSE } from "@beckon/protocol/down.ts";
import { relayEnter } from "@beckon/protocol/up.ts";
import type { Party } from "@beckon/domain/case.ts";
import type { Announce, News } from "../desk/news.ts";
import type { RelayPass } from "./relay-token.ts";

const ENTER_WITHIN_MS = 10_000;
/** How long one side waits for the other. */
const MEET_WITHIN_MS = 15_000;
const HEARTBEAT_MS = 10_000;
/** What may wait for a side that reads slowly before the other is no longer read from [X15]. */
const MOST_UNSENT_BYTES = 1_048_576;
const READ_AGAIN_BYTES = 262_144;
const MOST_PAIRS_OF_SESSION = 4;
const MOST_MESSAGE_BYTES = 128 * 1024;
/** How long another server of this database may take to let a side in. */
const REACH_WITHIN_MS = 5_000;
const MET = '{"type":"relay/met"}';

/** One side's socket, or the way to it by another server; `entry` is what it entered with. */
type Half = { socket: WebSocket; party: Party; key: string; entry: string; other: Half | undefined };

/** What the way through the server needs. */
export type RelayParts = {
  readToken(token: string): RelayPass | undefined;
  /** Whether the session's case can still be worked on. */
  isLive(session: string): Promise<boolean>;
  passed(bytes: number): void;
  announce: Announce;
  /** Where other servers reach this one. */
  address: string;
  log: { error(about: object, message: string): void; warn(about: object, message: string): void };
};

/**
 * Joins the two sides of a session that find no way to each other [R17]: each comes with its own token, and what one sends
 * is passed to the other as it is, unread and unreadable. Pairs are of one generation, so that a new one starts clean. When the
 * two are at different servers, the expert's server goes in at the customer's in the expert's place.
 */
export function openRelay({ readToken, isLive, passed, announce, address, log }: RelayParts) {
  const halves = new Map<string, Map<Party, Half>>();

  function leave(half: Half): void {
    const pair = halves.get(half.key);
    if (pair?.get(half.party) === half) pair.delete(half.party);
    if (pair?.size === 0) halves.delete(half.key);
    // Whoever is left alone makes a new connection sooner than by waiting.
    half.other?.socket.close(CLOSE.stopping, "the other side is gone");
    if (half.other !== undefined) half.other.other = undefined;
    half.other = undefined;
  }

  function pass(from: Half, data: Buffer): void {
    const to = from.other?.socket;
    if (to === undefined || to.readyState !== to.OPEN) return;
    passed(data.length);
    to.send(data, { binary: true }, () => {
      if (from.socket.isPaused && to.bufferedAmount < READ_AGAIN_BYTES) from.socket.resume();
    });
    if (to.bufferedAmount > MOST_UNSENT_BYTES) from.socket.pause();
  }

  async function enter(socket: WebSocket, text: string): Promise<Half | undefined> {
    const refuse = (code: number, words: string): undefined => {
      socket.close(code, words);
      return undefined;
    };
    const asked = relayEnter.safeParse(parse(text));
    if (!asked.success) return refuse(CLOSE.malformed, "not a message of this protocol");
    const found = readToken(asked.data.token);
    if (found === undefined || !(await isLive(found.session))) return refuse(CLOSE.notSignedIn, "not valid");
    if (socket.readyState !== socket.OPEN) return undefined;
    const pairs = [...halves.keys()].filter((key) => key.startsWith(`${found.session} `));
    const key = `${found.session} ${asked.data.generation}`;
    // Whoever fills the places does not keep the other side out of those that wait for it.
    if (pairs.length >= MOST_PAIRS_OF_SESSION && !pairs.includes(key))
      return refuse(CLOSE.tooMany, "too many connections");
    const half: Half = { socket, party: found.party, key, entry: text, other: undefined };
    const pair = halves.get(key) ?? new Map<Party, Half>();
    halves.set(key, pair);
    pair.get(found.party)?.socket.close(CLOSE.superseded, "came again");
    pair.set(found.party, half);
    const other = pair.get(found.party === "customer" ? "expert" : "customer");
    if (other !== undefined && other.other === undefined) {
      half.other = other;
      other.other = half;
      for (const one of [half, other]) one.socket.send(MET);
    } else sayWaiting(half);
    return half;
  }

  const sayWaiting = ({ key, party }: Half): void => announce({ about: "relay", pair: key, party, at: address });

  function hear({ pair, party, at }: Extract<News, { about: "relay" }>): void {
    const half = halves.get(pair)?.get(party === "customer" ? "expert" : "customer");
    if (at === address || half === undefined || half.other !== undefined) return;
    if (party === "customer") reach(half, at);
    // The expert's server comes here, once it knows where that is.
    else sayWaiting(half);
  }

  /** Joins an expert's side to the customer's at another server. */
  function reach(half: Half, at: string): void {
    const socket = new WebSocket(`${at.replace(/^http/, "ws")}/live/relay`, {
      maxPayload: MOST_MESSAGE_BYTES,
      perMessageDeflate: false,
      handshakeTimeout: REACH_WITHIN_MS,
    });
    const far: Half = { socket, party: "customer", key: half.key, entry: half.entry, other: half };
    half.other = far;
    let met = false;
    socket.on("open", () => socket.send(half.entry));
    socket.on("message", (data, isBinary) => {
      if (isBinary) pass(far, data as Buffer);
      else if ((data as Buffer).toString() === MET) {
        met = true;
        half.socket.send(MET);
      }
    });
    socket.on("error", (error) => log.warn({ err: error }, `The server at ${at} is not reached; see SERVER_ADDRESS`));
    socket.on("close", () => {
      if (met) leave(far);
      else half.socket.close(CLOSE.tooSlow, "the other side was not reached");
    });
  }

  return {
    /** A side waits at another server. */
    hear,
    /** How many sockets wait or talk here. */
    sockets: (): number => [...halves.values()].reduce((total, pair) => total + pair.size, 0),
    /** Serves one side's socket until it closes. */
    serve(socket: WebSocket): void {
      let half: Half | undefined;
      let entering = false;
      let alive = true;
      const patience = setTimeout(() => socket.close(CLOSE.malformed, "no token"), ENTER_WITHIN_MS);
      let meeting: NodeJS.Timeout | undefined;
      const heartbeat = setInterval(() => {
        if (!alive && !socket.isPaused) return socket.terminate();
        alive = false;
        socket.ping();
      }, HEARTBEAT_MS);
      socket.on("pong", () => (alive = true));
      socket.on("message", (data, isBinary) => {
        alive = true;
        if (isBinary) {
          if (half === undefined) return socket.close(CLOSE.malformed, "a token comes first");
          return pass(half, data as Buffer);
        }
        const text = (data as Buffer).toString();
        if (text === '{"type":"relay/ping"}' && half !== undefined) {
          // Who asks and does not read the answers gets none that would be kept here [X15].
          if (socket.bufferedAmount < READ_AGAIN_BYTES) socket.send('{"type":"relay/pong"}');
          return undefined;
        }
        if (entering) return socket.close(CLOSE.malformed, "a token comes once");
        entering = true;
        clearTimeout(patience);
        enter(socket, text).then(
          (entered) => {
            half = entered;
            if (entered === undefined) return;
            if (socket.readyState !== socket.OPEN) return leave(entered);
            meeting = setTimeout(() => {
              if (entered.other === undefined) socket.close(CLOSE.tooSlow, "the other side did not come");
            }, MEET_WITHIN_MS);
          },
          (error: unknown) => {
            log.error({ err: error }, "A side could not be let in to the way through the server");
            socket.close(CLOSE.troubled, "something went wrong here; come back in a moment");
          },
        );
      });
      socket.on("close", () => {
        clearTimeout(patience);
        clearTimeout(meeting);
        clearInterval(heartbeat);
        if (half !== undefined) leave(half);
      });
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
