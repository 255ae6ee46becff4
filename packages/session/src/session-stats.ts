import type { LinkReading } from "./link.ts";
import type { SessionStats } from "./session-values.ts";

const EVERY_MS = 1_000;

/** Shows what `read` says every second; returns how to stop. Nothing to read shows null. */
export function measure(
  read: () => Promise<LinkReading | undefined>,
  show: (stats: SessionStats | null) => void,
): () => void {
  let before: LinkReading | undefined;
  let stopped = false;
  const timer = setInterval(() => {
    read().then(
      (reading) => {
        if (stopped) return;
        show(reading === undefined ? null : compareReadings(reading, before));
        before = reading;
      },
      (error: unknown) => console.warn(error),
    );
  }, EVERY_MS);
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

/** A reading as it is shown; the one before gives the bits per second. */
export function compareReadings({ bytes, at, ...shown }: LinkReading, before?: LinkReading): SessionStats {
  const grown = before !== undefined && at > before.at && bytes >= before.bytes;
  return { ...shown, bitsPerSecond: grown ? Math.round(((bytes - before.bytes) * 8_000) / (at - before.at)) : null };
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
  };
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
