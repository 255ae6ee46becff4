import { createECDH, createPublicKey, randomBytes, verify, type ECDH } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { makeLoopbackCertificate } from "./loopback-certificate.ts";
import { openPushed } from "./open-pushed.ts";

/** A message as the browser opened it, and how it was sent. */
export type Received = { data: Record<string, string>; ttl: number; topic: string | undefined; urgency: string };

/** One browser's subscription: keys of its own, and what reached it. */
export type Subscriber = {
  endpoint: string;
  p256dh: string;
  auth: string;
  received: Received[];
  /** The first message received so far, or to come, that fits; fails after 20 s. */
  next(fits: (message: Received) => boolean): Promise<Received>;
  /** Goes off the network; what is sent meanwhile is kept for it, the last of each topic (RFC 8030, 5.4). */
  offline(): void;
  online(): void;
  /** Every request from now on is answered with this status; undefined for the usual one. */
  answers(status: number | undefined): void;
};

/** A push service on this computer. */
export type PushService = {
  /** What has to be believed to reach it, in PEM. */
  ca: string;
  origin: string;
  /** A browser that takes messages only from whoever holds this key (RFC 8292). */
  subscribe(applicationServerKey: string): Subscriber;
  close(): Promise<void>;
};

type Kept = Subscriber & { take(request: IncomingMessage, body: Buffer, response: ServerResponse): void };

/**
 * Starts a push service as RFC 8030 describes it, over TLS on loopback: it checks who sends (RFC 8292) and hands on what only
 * the browser can open (RFC 8291). What does not keep to them is refused as a real one would.
 */
export async function openPushService(): Promise<PushService> {
  const { key, cert } = await makeLoopbackCertificate();
  const subscribers = new Map<string, Kept>();
  const server = createServer({ key, cert }, (request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const to = subscribers.get(request.url ?? "");
      if (!to) return void response.writeHead(404).end();
      to.take(request, Buffer.concat(pieces), response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  return {
    ca: cert,
    origin,
    subscribe(applicationServerKey) {
      const path = `/wpush/${randomBytes(16).toString("base64url")}`;
      const subscriber = openSubscriber(origin + path, applicationServerKey);
      subscribers.set(path, subscriber);
      return subscriber;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function openSubscriber(endpoint: string, applicationServerKey: string): Kept {
  const keys: ECDH = createECDH("prime256v1");
  const p256dh = keys.generateKeys("base64url");
  const auth = randomBytes(16);
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const held = new Map<string, Received>();
  let away = false;
  let status: number | undefined;

  function arrive(message: Received): void {
    received.push(message);
    for (const again of waiting) again();
  }

  return {
    endpoint,
    p256dh,
    auth: auth.toString("base64url"),
    received,
    async next(fits) {
      const look = () => received.find(fits);
      const found = look();
      if (found) return found;
      return await new Promise<Received>((resolve, reject) => {
        const over = () => {
          waiting.delete(again);
          reject(new Error(`no such message; received: ${JSON.stringify(received)}`));
        };
        const timer = setTimeout(over, 20_000);
        const again = () => {
          const now = look();
          if (!now) return;
          clearTimeout(timer);
          waiting.delete(again);
          resolve(now);
        };
        waiting.add(again);
      });
    },
    offline: () => void (away = true),
    online() {
      away = false;
      for (const message of held.values()) arrive(message);
      held.clear();
    },
    answers: (next) => void (status = next),
    take(request, body, response) {
      const refusal = status ?? faultOf(request, body, new URL(endpoint).origin, applicationServerKey);
      if (refusal !== undefined) return void response.writeHead(refusal, { location: `${endpoint}/moved` }).end();
      const { topic, urgency, ttl } = request.headers;
      const message: Received = {
        data: JSON.parse(openPushed(body, keys, auth).toString()) as Record<string, string>,
        ttl: Number(ttl),
        topic: topic?.toString(),
        urgency: (urgency ?? "normal").toString(),
      };
      if (away) held.set(message.topic ?? randomBytes(8).toString("hex"), message);
      else arrive(message);
      response.writeHead(201, { location: `${endpoint}/message` }).end();
    },
  };
}

/** The status a request is refused with; undefined when nothing is wrong with it. */
function faultOf(request: IncomingMessage, body: Buffer, origin: string, key: string): number | undefined {
  const { headers, method } = request;
  if (method !== "POST" || !/^\d+$/.test((headers["ttl"] ?? "").toString())) return 400;
  if (headers["content-encoding"] !== "aes128gcm") return 415;
  if (body.length > 4096) return 413;
  if (!/^[\w-]{0,32}$/.test((headers["topic"] ?? "").toString())) return 400;
  const [, token = "", sent] = /^vapid t=([\w.-]+), *k=([\w-]+)$/.exec(headers.authorization ?? "") ?? [];
  if (sent !== key) return 403;
  return isSigned(token, key, origin) ? undefined : 401;
}

/** Whether a token was signed with this key, for this place, for no longer than a day (RFC 8292, 2). */
function isSigned(token: string, key: string, origin: string): boolean {
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.toString("base64url", 1, 33), point.toString("base64url", 33)];
  const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const signed = Buffer.from(`${head}.${claims}`);
  const how = { key: publicKey, dsaEncoding: "ieee-p1363" } as const;
  if (!verify("sha256", signed, how, Buffer.from(signature, "base64url"))) return false;
  const said = JSON.parse(Buffer.from(claims, "base64url").toString()) as { aud: string; exp: number; sub: string };
  const left = said.exp - Date.now() / 1000;
  return said.aud === origin && left > 0 && left <= 86_400 && /^(mailto:|https:)/.test(said.sub);
}
