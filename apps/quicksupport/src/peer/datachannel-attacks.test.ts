import fc from "fast-check";
import nodeDataChannel, { type DataChannel } from "node-datachannel";
import { afterAll, expect, it, vi } from "vitest";
import type { LinkEvents, Negotiation } from "@beckon/session/link.ts";
import { dataChannelLinks, endDataChannels } from "./datachannel-links.ts";
import { eventually } from "../../testing/eventually.ts";

const links = dataChannelLinks();
const media = { video: null, audio: null };
afterAll(endDataChannels);

function events(change: Partial<LinkEvents> = {}): LinkEvents {
  const nothing = (): void => undefined;
  return {
    negotiate: nothing,
    read: () => undefined,
    opened: nothing,
    changed: nothing,
    message: nothing,
    bytes: nothing,
    track: nothing,
    ...change,
  };
}

it("[X18] [X8] ICE servers that a server makes up keep nobody from connecting, and end nothing", async () => {
  const port = fc.oneof(fc.nat(), fc.constantFrom("65536", "99999999999999999999999", "-1", "x"));
  const host = fc.oneof(fc.constantFrom("127.0.0.1", "[::1]", "[", "a b", "%00", "a@b"), fc.string({ maxLength: 20 }));
  const url = fc
    .tuple(
      fc.constantFrom("stun:", "turn:", "turns:", "file:", "", "stun:stun:"),
      host,
      port,
      fc.string({ maxLength: 9 }),
    )
    .map(([scheme, name, at, rest]) => `${scheme}${name}:${at}${rest}`);
  const text = fc.option(fc.string({ maxLength: 20 }), { nil: undefined });
  const server = fc
    .record({ urls: fc.array(url, { maxLength: 4 }), username: text, credential: text })
    .map(({ urls, username, credential }) => ({
      urls,
      ...(username === undefined ? {} : { username }),
      ...(credential === undefined ? {} : { credential }),
    }));
  fc.assert(
    fc.property(fc.array(server, { maxLength: 12 }), (servers) => {
      links.open("customer", servers, media, events()).close();
    }),
    { seed: 17, numRuns: 120 },
  );
  const offered = vi.fn();
  const wrong = [{ urls: ["stun:[", "stun:a b:1", "turn:x:99999999"], username: "u", credential: "p" }];
  const link = links.open("customer", wrong, media, events({ negotiate: offered }));
  await eventually(() => expect(offered).toHaveBeenCalled());
  link.close();
});

it("[X18] [X8] an expert who opens channels nobody agreed on has them closed, and is heard on none", async () => {
  const bytes: number[] = [];
  const heard: unknown[] = [];
  const attacker = new nodeDataChannel.PeerConnection("attacker", { iceServers: [] });
  const signal = ({ description, candidate }: Negotiation): void => {
    if (description?.type === "offer") attacker.setRemoteDescription(description.sdp, "offer");
    if (candidate != null) attacker.addRemoteCandidate(candidate.candidate, candidate.sdpMid ?? "0");
  };
  const link = links.open(
    "customer",
    [],
    media,
    events({
      negotiate: signal,
      read: (data) => void heard.push(data),
      bytes: (_, { length }) => void bytes.push(length),
    }),
  );
  const peer = attacker.createDataChannel("peer", { negotiated: true, id: 0 });
  attacker.onLocalDescription((sdp, type) => {
    if (type === "answer") link.handle({ description: { type: "answer", sdp } });
  });
  attacker.onLocalCandidate((candidate, sdpMid) => {
    link.handle({ candidate: { candidate, sdpMid, sdpMLineIndex: null } });
  });
  await eventually(() => expect(peer.isOpen()).toBe(true), 10_000);
  let closed = 0;
  const more: DataChannel[] = [];
  for (let n = 0; n < 200; n += 1) {
    const channel = attacker.createDataChannel(n % 2 === 0 ? "peer" : `x${n}`);
    channel.onClosed(() => (closed += 1));
    channel.onOpen(() => {
      try {
        channel.sendMessage("hello");
      } catch {
        // It was closed already.
      }
    });
    more.push(channel);
  }
  await eventually(() => expect(closed).toBe(200), 10_000);
  expect(more.some((channel) => channel.isOpen())).toBe(false);
  peer.sendMessage("heard");
  await eventually(() => expect(heard).toEqual(["heard"]));
  expect(bytes).toEqual([]);
  attacker.close();
  link.close();
});
