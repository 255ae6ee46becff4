import { fingerprintOf } from "./fingerprint.ts";
import type { IceServer } from "@beckon/protocol/words.ts";
import {
  CHANNELS,
  type Channel,
  type DirectLinks,
  type Link,
  type LinkEvents,
  type Media,
  type Negotiation,
} from "./link.ts";
import { startLinkLife } from "./link-life.ts";
import { addCustomerMedia, preparePictureReceiver } from "./session-media.ts";
import { readStats } from "./session-stats.ts";
import type { Side } from "./session-values.ts";

const LINGER_MS = 50;

/** Links by a browser's own peer connections. All share one certificate. */
export function browserLinks(): DirectLinks {
  const made = RTCPeerConnection.generateCertificate({ name: "ECDSA", namedCurve: "P-256" } as EcKeyGenParams);
  let certificates: RTCCertificate[] = [];
  return {
    async ready() {
      certificates = [await made];
    },
    open: (side, iceServers, media, events) =>
      openBrowserLink(
        side,
        { iceServers: iceServers.map(toRtc), bundlePolicy: "max-bundle", certificates },
        media,
        events,
      ),
  };
}

/** Opens a connection. The customer offers; the expert is the polite side of perfect negotiation. */
function openBrowserLink(side: Side, configuration: RTCConfiguration, media: Media, events: LinkEvents): Link {
  const pc = new RTCPeerConnection(configuration);
  const channels = new Map<Channel, RTCDataChannel>();
  let video: RTCRtpSender | undefined;
  let audio: RTCRtpSender | undefined;
  let makingOffer = false;
  let ignoringOffer = false;
  let theirKey: string | undefined;
  let closed = false;
  let work = Promise.resolve();

  const complain = (error: unknown): void => {
    if (!closed) console.warn(error);
  };
  const life = startLinkLife(
    {
      isUp: () => pc.connectionState === "connected" && channels.get("peer")?.readyState === "open",
      send(name, data) {
        const channel = channels.get(name);
        if (channel?.readyState !== "open") return false;
        try {
          // Two forms of one call, which TypeScript tells apart.
          if (typeof data === "string") channel.send(data);
          else channel.send(data);
          return true;
        } catch (error) {
          complain(error);
          return false;
        }
      },
      buffered: (name) => channels.get(name)?.bufferedAmount ?? 0,
    },
    events,
  );

  function openChannels(): void {
    // Negotiated beforehand: both sides make the same ones, and no more can be opened by the other side.
    CHANNELS.forEach((name, id) => {
      const fleeting = name === "pointer" ? { ordered: false, maxRetransmits: 0 } : {};
      const channel = pc.createDataChannel(name, { negotiated: true, id, ...fleeting });
      channel.binaryType = "arraybuffer";
      channels.set(name, channel);
      channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => life.take(name, data));
    });
    channels.get("peer")?.addEventListener("open", life.greet);
    channels.get("peer")?.addEventListener("close", life.assess);
  }

  async function offer(): Promise<void> {
    try {
      makingOffer = true;
      await pc.setLocalDescription();
      describe();
    } catch (error) {
      complain(error);
    } finally {
      makingOffer = false;
    }
  }

  function describe(): void {
    const description = pc.localDescription;
    if (closed || description === null || description.type === "pranswer") return;
    events.negotiate({ description: { type: description.type, sdp: description.sdp } });
  }

  async function takeDescription({ type, sdp }: NonNullable<Negotiation["description"]>): Promise<void> {
    const collides = type === "offer" && (makingOffer || pc.signalingState !== "stable");
    ignoringOffer = collides && side === "customer";
    if (ignoringOffer || type === "rollback") return;
    const key = fingerprintOf(sdp)?.join();
    // Within a connection the other side's certificate never changes; nobody may swap it in by a later description.
    if (key === undefined || (theirKey !== undefined && key !== theirKey)) throw new Error("unexpected certificate");
    await pc.setRemoteDescription({ type, sdp });
    theirKey = key;
    if (type !== "offer") return;
    if (channels.size === 0) acceptFirstOffer();
    await pc.setLocalDescription();
    describe();
  }

  function acceptFirstOffer(): void {
    openChannels();
    const voice = pc.getTransceivers().find(({ receiver }) => receiver.track.kind === "audio");
    if (voice === undefined) return;
    voice.direction = "sendrecv";
    audio = voice.sender;
    replace(audio, media.audio);
  }

  async function takeCandidate(candidate: NonNullable<Negotiation["candidate"]>): Promise<void> {
    const { usernameFragment = null, ...rest } = candidate;
    try {
      await pc.addIceCandidate({ ...rest, usernameFragment });
    } catch (error) {
      if (!ignoringOffer) throw error;
    }
  }

  function replace(sender: RTCRtpSender | undefined, track: MediaStreamTrack | null): void {
    sender?.replaceTrack(track).catch(complain);
  }

  pc.addEventListener("negotiationneeded", () => void offer());
  pc.addEventListener("connectionstatechange", life.assess);
  pc.addEventListener("icecandidate", ({ candidate }) => {
    if (candidate === null || candidate.candidate === "" || closed) return;
    const { candidate: text, sdpMid, sdpMLineIndex, usernameFragment } = candidate;
    events.negotiate({ candidate: { candidate: text, sdpMid, sdpMLineIndex, usernameFragment } });
  });
  pc.addEventListener("track", ({ track, receiver }) => {
    preparePictureReceiver(receiver);
    events.track(track);
  });
  if (side === "customer") {
    openChannels();
    ({ video, audio } = addCustomerMedia(pc, media));
  }

  return {
    get up() {
      return life.up;
    },
    handle({ description, candidate }) {
      work = work
        .then(async () => {
          if (closed) return;
          if (description !== undefined) await takeDescription(description);
          if (candidate != null) await takeCandidate(candidate);
        })
        .catch(complain);
    },
    send: life.send,
    sendBytes: life.sendBytes,
    buffered: (channel) => channels.get(channel)?.bufferedAmount ?? 0,
    setVideo: (track) => replace(video, track),
    setAudio(track) {
      media.audio = track;
      replace(audio, track);
    },
    configure: (iceServers) => pc.setConfiguration({ ...configuration, iceServers: iceServers.map(toRtc) }),
    restart() {
      pc.restartIce();
      return true;
    },
    reading: async () => readStats(await pc.getStats()),
    close() {
      closed = true;
      life.stop();
      for (const sender of pc.getSenders()) replace(sender, null);
      setTimeout(() => pc.close(), LINGER_MS);
    },
  };
}

function toRtc({ urls, username, credential }: IceServer): RTCIceServer {
  return { urls, ...(username !== undefined && { username }), ...(credential !== undefined && { credential }) };
}
