import type { LinkReading } from "./link.ts";
import type { SessionStats } from "./session-values.ts";

const EVERY_MS = 1_000;
/** A minute of them. */
const LOSS_READINGS = 60;
/** Of fewer, one that is lost says nothing. */
const LEAST_PACKETS = 15;

/** Shows what `read` says every second; returns how to stop. Nothing to read shows null. */
export function measure(
  read: () => Promise<LinkReading | undefined>,
  show: (stats: SessionStats | null) => void,
): () => void {
  let history: LinkReading[] = [];
  let stopped = false;
  const timer = setInterval(() => {
    read().then(
      (reading) => {
        if (stopped) return;
        show(reading === undefined ? null : compareReadings(reading, history));
        history = reading === undefined ? [] : [...history, reading].slice(-LOSS_READINGS);
      },
      (error: unknown) => console.warn(error),
    );
  }, EVERY_MS);
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

/** A reading as it is shown; those before, the newest last, give the bits a second and the loss. */
export function compareReadings(
  { bytes, at, packets, ...shown }: LinkReading,
  history: readonly LinkReading[] = [],
): SessionStats {
  const before = history.at(-1);
  const grown = before !== undefined && at > before.at && bytes >= before.bytes;
  const bitsPerSecond = grown ? Math.round(((bytes - before.bytes) * 8_000) / (at - before.at)) : null;
  return { ...shown, bitsPerSecond, lossShare: lossOf(packets, history) };
}

/** What was under way at the last reading counts as lost only if it still is. */
function lossOf(packets: LinkReading["packets"], history: readonly LinkReading[]): number | null {
  const first = history[0]?.packets;
  const last = history.at(-1)?.packets;
  // Counted anew: another path, or another connection.
  if (!packets || !first || !last || packets.sent < first.sent) return null;
  const sent = last.sent - first.sent;
  if (sent < LEAST_PACKETS) return null;
  return Math.min(1, Math.max(0, Math.min(last.lost, packets.lost) - first.lost) / sent);
}

type Entry = RTCStats & Record<string, unknown>;

/** Reads a browser's report. */
export function readStats(report: RTCStatsReport): LinkReading {
  const entries: Entry[] = [];
  report.forEach((entry: Entry) => entries.push(entry));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const transport = entries.find(({ type }) => type === "transport");
  const pair =
    byId.get(String(transport?.["selectedCandidatePairId"])) ??
    entries.find(
      (entry) => entry.type === "candidate-pair" && entry["nominated"] === true && entry["state"] === "succeeded",
    );
  const picture = entries.find(
    (entry) => (entry.type === "inbound-rtp" || entry.type === "outbound-rtp") && entry["kind"] === "video",
  );
  const ends = [pair?.["localCandidateId"], pair?.["remoteCandidateId"]].map((id) => byId.get(String(id)));
  const rtt = number(pair?.["currentRoundTripTime"]);
  return {
    path: pair === undefined ? null : ends.some((end) => end?.["candidateType"] === "relay") ? "relayed" : "direct",
    rttMs: rtt === null ? null : Math.round(rtt * 1_000),
    framesPerSecond: number(picture?.["framesPerSecond"]),
    width: number(picture?.["frameWidth"]),
    height: number(picture?.["frameHeight"]),
    bytes: (number(pair?.["bytesSent"]) ?? 0) + (number(pair?.["bytesReceived"]) ?? 0),
    at: pair?.timestamp ?? 0,
    packets: packetsOf(picture) ?? checksOf(pair),
  };
}

function packetsOf(picture: Entry | undefined): LinkReading["packets"] {
  const [received, lost] = [number(picture?.["packetsReceived"]), number(picture?.["packetsLost"])];
  return received === null || lost === null || received === 0 ? null : { sent: received + lost, lost };
}

/** Channels repeat what is lost and tell nobody; the checks of the path itself are asked once each. */
function checksOf(pair: Entry | undefined): LinkReading["packets"] {
  const [sent, answered] = [number(pair?.["requestsSent"]), number(pair?.["responsesReceived"])];
  return sent === null || answered === null ? null : { sent, lost: sent - answered };
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
