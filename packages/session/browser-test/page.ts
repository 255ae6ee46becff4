import type { Privilege } from "@beckon/protocol/peer.ts";
import { hostSession, joinSession } from "../src/remote-session.ts";
import type { RemoteSession, SessionValues } from "../src/remote-session.ts";

/** What a test does inside a real page: one side of a session, and the eyes to see what came of it. */
export type TestPage = {
  session: RemoteSession;
  /** Each value `state` has had. */
  states: string[];
  wordsShown: SessionValues["words"][];
  connections: RTCPeerConnection[];
  host(session: string, privileges?: Privilege[]): void;
  join(session: string): void;
  changePicture(): void;
  microphone(): Promise<void>;
  /** The colours at these places of the received picture. */
  colours(places: [number, number][]): Promise<number[][]>;
  /** Frames of the picture and loudness of the voice that came in so far. */
  received(): Promise<{ frames: number; energy: number }>;
  /** Sends through the session's own channel what its page would not. */
  forge(label: string, message: string): void;
  /** From now on each message of the session passes through here first. */
  tamper: (text: string) => string;
};
declare global {
  // oxlint-disable-next-line no-var
  var test: TestPage;
  function signalOut(body: string): Promise<void>;
}

const channels: RTCDataChannel[] = [];
const connections: RTCPeerConnection[] = [];
const Native = RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
  override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
    const channel = super.createDataChannel(label, options);
    channels.push(channel);
    const send = channel.send.bind(channel) as (text: string) => void;
    channel.send = (text: unknown) => send(test.tamper(String(text)));
    return channel;
  }
};

/** A picture of four blocks of known colours, and a small square that moves so that there are frames. */
function paint(colours: string[]): MediaStream {
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 480;
  const brush = canvas.getContext("2d");
  if (brush === null) throw new Error("no canvas");
  let step = 0;
  setInterval(() => {
    colours.forEach((colour, place) => {
      brush.fillStyle = colour;
      brush.fillRect((place % 2) * 320, place < 2 ? 0 : 240, 320, 240);
    });
    brush.fillStyle = "#000000";
    brush.fillRect(310, (step = (step + 7) % 470), 20, 10);
  }, 50);
  return canvas.captureStream(20);
}

function follow(session: RemoteSession): void {
  test.session = session;
  session.on("state", (state) => test.states.push(state.is));
  session.on("voice", ({ stream }) => {
    speaker.srcObject = stream;
    if (stream !== null) speaker.play().catch((error: unknown) => console.warn(error));
  });
  session.on("words", (words) => test.wordsShown.push(words));
}

const video = document.createElement("video");
video.muted = true;
const speaker = document.createElement("audio");

globalThis.test = {
  session: undefined as unknown as RemoteSession,
  states: [],
  wordsShown: [],
  connections,
  tamper: (text) => text,
  host(session, privileges) {
    const stream = paint(["#ff0000", "#00ff00", "#0000ff", "#ffff00"]);
    const more = privileges && { privileges };
    follow(hostSession({ session, iceServers: [], signal: (body) => void signalOut(body), stream, ...more }));
  },
  join(session) {
    follow(joinSession({ session, iceServers: [], signal: (body) => void signalOut(body) }));
  },
  changePicture: () => test.session.changePicture(paint(["#ffffff", "#000000", "#00ffff", "#ff00ff"])),
  async microphone() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    test.session.setMicrophone(stream.getAudioTracks()[0] ?? null);
  },
  async colours(places) {
    const { stream } = test.session.get("picture");
    if (stream === null) return [];
    if (video.srcObject !== stream) video.srcObject = stream;
    await video.play();
    await new Promise((shown) => video.requestVideoFrameCallback(shown));
    const canvas = document.createElement("canvas");
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const brush = canvas.getContext("2d");
    brush?.drawImage(video, 0, 0);
    return places.map(([x, y]) => {
      const pixel = brush?.getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1);
      return [...(pixel?.data ?? [])].slice(0, 3);
    });
  },
  async received() {
    let frames = 0;
    let energy = 0;
    const report = await connections.at(-1)?.getStats();
    report?.forEach((entry: Record<string, unknown>) => {
      if (entry["type"] !== "inbound-rtp") return;
      if (entry["kind"] === "video") frames += Number(entry["framesDecoded"]);
      else energy += Number(entry["totalAudioEnergy"]);
    });
    return { frames, energy };
  },
  forge: (label, message) => channels.findLast((channel) => channel.label === label)?.send(message),
};
