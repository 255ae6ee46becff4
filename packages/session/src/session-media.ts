const MOST_BITS_PER_SECOND = 8_000_000;
const MOST_FRAMES_PER_SECOND = 30;
/** Best first, by sharpness of text for the processor time it takes on an ordinary computer. */
const CODECS = ["video/VP9", "video/AV1", "video/H264", "video/VP8"];

/** Adds picture (sent) and voice (both ways, silent at first) to the customer's connection, ready for any track. */
export function addCustomerMedia(
  pc: RTCPeerConnection,
  media: { video: MediaStreamTrack | null; audio: MediaStreamTrack | null },
): { video: RTCRtpSender; audio: RTCRtpSender } {
  const picture = pc.addTransceiver(media.video ?? "video", {
    direction: "sendonly",
    sendEncodings: [{ maxBitrate: MOST_BITS_PER_SECOND, maxFramerate: MOST_FRAMES_PER_SECOND }],
  });
  preferCodecs(picture);
  preferSharpness(picture.sender);
  const voice = pc.addTransceiver(media.audio ?? "audio", { direction: "sendrecv" });
  return { video: picture.sender, audio: voice.sender };
}

/** Tells the browser that a captured track shows text: fewer frames rather than blurred ones. */
export function markAsText(track: MediaStreamTrack): void {
  track.contentHint = "text";
}

/** Shows frames as they come: a pointer that lags is worse than a picture that stutters. */
export function preparePictureReceiver(receiver: RTCRtpReceiver): void {
  if (receiver.track.kind === "video" && "jitterBufferTarget" in receiver) receiver.jitterBufferTarget = 0;
}

function preferCodecs(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities("video")?.codecs ?? [];
  const rank = ({ mimeType }: RTCRtpCodec): number => {
    const place = CODECS.findIndex((name) => name.toLowerCase() === mimeType.toLowerCase());
    return place === -1 ? CODECS.length : place;
  };
  try {
    transceiver.setCodecPreferences(codecs.toSorted((one, other) => rank(one) - rank(other)));
  } catch (error) {
    // An older browser keeps its own order.
    console.warn(error);
  }
}

function preferSharpness(sender: RTCRtpSender): void {
  const parameters = sender.getParameters();
  parameters.degradationPreference = "maintain-resolution";
  sender.setParameters(parameters).catch((error: unknown) => console.warn(error));
}
