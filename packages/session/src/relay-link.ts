import { CHANNELS, type Link, type LinkEvents } from "./link.ts";
import { startLinkLife } from "./link-life.ts";
import { digestOf, fromBase64Url, toBase64Url } from "./identity.ts";
import type { Side } from "./session-values.ts";

/** The way through the server's own port: where it is, and this side's token for it, as the server gave them. */
export type RelayAccess = { url: string; token: string };

/** Between whom a relay link runs; the keys are bound to all of it. */
export type RelayBond = {
  session: string;
  generation: number;
  /** Both sides' identities, as they signed their keys [R10]. */
  identities: Promise<{ customer: string; expert: string }>;
};

const LABEL = "beckon relay 1";
const LINGER_MS = 50;
/** The server closes longer ones: a piece, the channel's number, and the cipher's tag. */
const MOST_FRAME_BYTES = 65_536 + 1 + 16;

/**
 * Opens a link that runs through the server, which pairs the two and passes on what it cannot read: X25519, then AES-256-GCM
 * with a key for each direction and a counter that is never sent, so that what was changed, repeated, left out or put in
 * another order ends the link [R17].
 */
export function openRelayLink(side: Side, access: RelayAccess, bond: RelayBond, events: LinkEvents): Link {
  const socket = new WebSocket(access.url);
  socket.binaryType = "arraybuffer";
  const mine = crypto.subtle.generateKey("X25519", false, ["deriveBits"]) as Promise<CryptoKeyPair>;
  const theirs = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
  const keys = deriveKeys();
  let met = false;
  let closed = false;
  let waiting = 0;
  let bytes = 0;
  let beatAt: number | undefined;
  let rttMs: number | null = null;
  let sending = Promise.resolve();
  let receiving = Promise.resolve();

  const fail = (error: unknown): void => {
    if (closed) return;
    console.warn(error);
    socket.close();
    life.assess();
  };

  const life = startLinkLife(
    {
      isUp: () => met && !closed && socket.readyState === WebSocket.OPEN,
      send(channel, data) {
        if (!met || closed || socket.readyState !== WebSocket.OPEN) return false;
        const payload = typeof data === "string" ? new TextEncoder().encode(data) : data;
        const frame = new Uint8Array(payload.length + 1);
        frame[0] = CHANNELS.indexOf(channel);
        frame.set(payload, 1);
        if (frame.length + 16 > MOST_FRAME_BYTES) return false;
        waiting += frame.length;
        sending = sending.then(async () => {
          const { seal } = await keys;
          const sealed = await seal(frame);
          waiting -= frame.length;
          bytes += sealed.byteLength;
          if (socket.readyState === WebSocket.OPEN) socket.send(sealed);
        }, fail);
        return true;
      },
      buffered: () => waiting + socket.bufferedAmount,
    },
    events,
  );

  async function deriveKeys() {
    const [{ privateKey }, publicKey, { customer, expert }] = await Promise.all([
      mine,
      theirs.promise,
      bond.identities,
    ]);
    const key = await crypto.subtle.importKey("raw", publicKey, "X25519", false, []);
    const shared = await crypto.subtle.deriveBits({ name: "X25519", public: key }, privateKey, 256);
    const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const salt = new Uint8Array([...(await digestOf(customer)), ...(await digestOf(expert))]);
    const cipher = (from: Side, use: "encrypt" | "decrypt"): Promise<CryptoKey> => {
      const info = new TextEncoder().encode([LABEL, bond.session, bond.generation, from].join("\0"));
      const how = { name: "HKDF", hash: "SHA-256", salt, info };
      return crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, [use]);
    };
    const [out, into] = await Promise.all([
      cipher(side, "encrypt"),
      cipher(side === "customer" ? "expert" : "customer", "decrypt"),
    ]);
    let sealed = 0;
    let opened = 0;
    return {
      seal: (frame: Uint8Array<ArrayBuffer>) =>
        crypto.subtle.encrypt({ name: "AES-GCM", iv: countOf(sealed++) }, out, frame),
      open: (frame: ArrayBuffer) => crypto.subtle.decrypt({ name: "AES-GCM", iv: countOf(opened++) }, into, frame),
    };
  }

  async function take(frame: ArrayBuffer): Promise<void> {
    const { open } = await keys;
    const plain = new Uint8Array(await open(frame));
    const channel = CHANNELS[plain[0] ?? -1];
    if (closed || channel === undefined) return;
    const data = plain.subarray(1);
    if (channel === "peer" || channel === "pointer") {
      const text = new TextDecoder().decode(data);
      life.take(channel, text);
    } else life.take(channel, data);
  }

  keys.catch(fail);
  mine
    .then(async ({ publicKey }) => {
      const raw = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
      if (!closed) events.negotiate({ relay: toBase64Url(raw) });
    })
    .catch(fail);
  socket.addEventListener("open", () => {
    socket.send(JSON.stringify({ type: "relay/enter", token: access.token, generation: bond.generation }));
  });
  socket.addEventListener("close", () => life.assess());
  // What went wrong is not told to scripts; the close that follows is what counts.
  socket.addEventListener("error", () => life.assess());
  socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (data instanceof ArrayBuffer) {
      bytes += data.byteLength;
      receiving = receiving.then(() => take(data)).catch(fail);
    } else if (data === '{"type":"relay/met"}' && !met) {
      // The keys come by signalling and may take longer than the other side's socket.
      keys.then(
        () => {
          met = true;
          life.greet();
        },
        () => undefined,
      );
    } else if (typeof data === "string" && data.startsWith('{"type":"relay/pong"')) {
      if (beatAt !== undefined) rttMs = Math.round(performance.now() - beatAt);
      beatAt = undefined;
    }
  });

  return {
    get up() {
      return life.up;
    },
    handle({ relay }) {
      if (relay !== undefined) theirs.resolve(fromBase64Url(relay));
    },
    send: life.send,
    sendBytes: life.sendBytes,
    buffered: () => waiting + socket.bufferedAmount,
    setVideo: () => undefined,
    setAudio: () => undefined,
    configure: () => undefined,
    restart: () => false,
    async reading() {
      if (socket.readyState === WebSocket.OPEN && beatAt === undefined) {
        beatAt = performance.now();
        socket.send('{"type":"relay/ping"}');
      }
      return {
        path: "server",
        rttMs,
        framesPerSecond: null,
        width: null,
        height: null,
        bytes,
        at: performance.now(),
        packets: null,
      };
    },
    close() {
      closed = true;
      life.stop();
      setTimeout(() => socket.close(), LINGER_MS);
    },
  };
}

/** The counter as AES-GCM's 12 bytes; it never repeats within a key. */
function countOf(count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12);
  new DataView(bytes.buffer).setBigUint64(4, BigInt(count));
  return bytes;
}
