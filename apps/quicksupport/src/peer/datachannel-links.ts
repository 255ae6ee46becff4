import { isIPv6 } from "node:net";
import nodeDataChannel, {
  type DataChannel,
  type IceServer as NativeIceServer,
  type PeerConnection,
} from "node-datachannel";
import type { IceServer } from "@beckon/protocol/words.ts";
import { startLinkLife } from "@beckon/session/link-life.ts";
import { CHANNELS, type Channel, type DirectLinks, type Link, type LinkEvents } from "@beckon/session/link.ts";

const LINGER_MS = 50;
/** More than a piece with its header, and what browsers take at once. */
const MOST_MESSAGE_BYTES = 262_144;
const MOST_SERVERS = 8;
const LAST_PORT = 65_535;

/** Everything that is open: what nobody refers to any more would be closed by the garbage collector. */
const open = new Set<PeerConnection>();

/** Links by libdatachannel, for the customer's side in the desktop module: data only, no microphone. */
export function dataChannelLinks(): DirectLinks {
  return {
    ready: () => Promise.resolve(),
    open(side, iceServers, _media, events) {
      if (side !== "customer") throw new Error("The desktop module is the customer's side only");
      return openLink(iceServers, events);
    },
  };
}

/** Ends what libdatachannel keeps running; nothing can be opened afterwards. */
export function endDataChannels(): void {
  for (const connection of open) connection.close();
  open.clear();
  nodeDataChannel.cleanup();
}

function openLink(iceServers: readonly IceServer[], events: LinkEvents): Link {
  const pc = openConnection(iceServers.flatMap(toNative).slice(0, MOST_SERVERS));
  // Two channels more than were agreed on, or two thousand: nobody here listens to them.
  pc.onDataChannel((channel) => channel.close());
  pc.onTrack((track) => track.close());
  open.add(pc);
  const channels = new Map<Channel, DataChannel>();
  let closed = false;

  const complain = (error: unknown): void => {
    if (!closed) console.warn(error);
  };
  const life = startLinkLife(
    {
      isUp: () => !closed && pc.state() === "connected" && channels.get("peer")?.isOpen() === true,
      send(name, data) {
        const channel = channels.get(name);
        if (closed || channel?.isOpen() !== true) return false;
        try {
          // False means that it waits, not that it is lost.
          if (typeof data === "string") channel.sendMessage(data);
          else channel.sendMessageBinary(data);
          return true;
        } catch (error) {
          complain(error);
          return false;
        }
      },
      buffered: (name) => buffered(name),
    },
    events,
  );
  const buffered = (name: Channel): number => (closed ? 0 : (channels.get(name)?.bufferedAmount() ?? 0));

  pc.onStateChange(() => life.assess());
  pc.onLocalDescription((sdp, type) => {
    if (!closed && (type === "offer" || type === "answer")) events.negotiate({ description: { type, sdp } });
  });
  pc.onLocalCandidate((candidate, mid) => {
    if (closed || candidate === "") return;
    events.negotiate({ candidate: { candidate, sdpMid: mid, sdpMLineIndex: null } });
  });
  // Negotiated beforehand, as the browser's side makes them too.
  CHANNELS.forEach((name, id) => {
    const fleeting = name === "pointer" ? { unordered: true, maxRetransmits: 0 } : {};
    const channel = pc.createDataChannel(name, { negotiated: true, id, ...fleeting });
    channels.set(name, channel);
    channel.onMessage((data) => life.take(name, data));
    channel.onError((error) => complain(new Error(error)));
    if (name !== "peer") return;
    channel.onOpen(() => life.greet());
    channel.onClosed(() => life.assess());
  });

  return {
    get up() {
      return life.up;
    },
    handle({ description, candidate }) {
      if (closed) return;
      try {
        // The customer's side makes all offers: one of the other side looks for a new path, which libdatachannel cannot.
        if (description?.type === "answer") pc.setRemoteDescription(description.sdp, description.type);
        if (candidate != null && candidate.candidate !== "")
          pc.addRemoteCandidate(candidate.candidate, candidate.sdpMid ?? "0");
      } catch (error) {
        complain(error);
      }
    },
    send: life.send,
    sendBytes: life.sendBytes,
    buffered,
    setVideo: () => undefined,
    setAudio: () => undefined,
    configure: () => undefined,
    // libdatachannel looks for a path once in a connection's life.
    restart: () => false,
    async reading() {
      const pair = closed ? null : pc.getSelectedCandidatePair();
      const rtt = closed ? 0 : pc.rtt();
      return {
        path: pair === null ? null : [pair.local.type, pair.remote.type].includes("relay") ? "relayed" : "direct",
        rttMs: rtt > 0 ? Math.round(rtt) : null,
        framesPerSecond: null,
        width: null,
        height: null,
        bytes: closed ? 0 : pc.bytesSent() + pc.bytesReceived(),
        at: performance.now(),
        packets: null,
      };
    },
    close() {
      if (closed) return;
      life.stop();
      // What was said last leaves first.
      setTimeout(() => {
        closed = true;
        pc.close();
        open.delete(pc);
      }, LINGER_MS);
    },
  };
}

/** A server may name what libdatachannel cannot read: then a path is looked for without its help. */
function openConnection(iceServers: (string | NativeIceServer)[]): PeerConnection {
  try {
    return new nodeDataChannel.PeerConnection("module", { iceServers, maxMessageSize: MOST_MESSAGE_BYTES });
  } catch (error) {
    if (iceServers.length === 0) throw error;
    console.warn(error);
    return openConnection([]);
  }
}

/** What libdatachannel can use of an ICE server: STUN, and TURN over UDP. */
function toNative({ urls, username, credential }: IceServer): (string | NativeIceServer)[] {
  return urls.flatMap((url): (string | NativeIceServer)[] => {
    const [, scheme, host = "", port, transport = "udp"] =
      /^(stun|turn):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(\w+))?$/.exec(url) ?? [];
    if (Number(port ?? 3478) > LAST_PORT) return [];
    if (scheme === "stun") return [url];
    if (scheme !== "turn" || transport !== "udp" || username === undefined || credential === undefined) return [];
    const hostname = isIPv6(host.slice(1, -1)) ? host.slice(1, -1) : host;
    return [{ hostname, port: Number(port ?? 3478), username, password: credential, relayType: "TurnUdp" }];
  });
}
