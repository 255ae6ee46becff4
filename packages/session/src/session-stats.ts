import type { SessionStats } from "./session-values.ts";

/** What has to be remembered between two readings. */
export type StatsMemory = { bytes: number; at: number };

const EVERY_MS = 1_000;

/** Shows what `read` says every second; returns how to stop. Nothing to read shows null. */
export function measure(
  read: () => Promise<RTCStatsReport | undefined>,
  show: (stats: SessionStats | null) => void,
): () => void {
  let memory: StatsMemory | undefined;
  let stopped = false;
  const timer = setInterval(() => {
    read().then(
      (report) => {
        if (stopped) return;
        const reading = report && readStats(report, memory);
        memory = reading?.memory;
        show(reading?.stats ?? null);
      },
      (error: unknown) => console.warn(error),
    );
  }, EVERY_MS);
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

type Entry = RTCStats & Record<string, unknown>;

/** Reads a browser's report; `memory` of the reading before gives the bits per second. */
export function readStats(report: RTCStatsReport, memory?: StatsMemory): { stats: SessionStats; memory: StatsMemory } {
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
  const bytes = (number(pair?.["bytesSent"]) ?? 0) + (number(pair?.["bytesReceived"]) ?? 0);
  const at = pair?.timestamp ?? 0;
  const rtt = number(pair?.["currentRoundTripTime"]);
  const grown = memory !== undefined && at > memory.at && bytes >= memory.bytes;
  return {
    stats: {
      path: pair === undefined ? null : ends.some((end) => end?.["candidateType"] === "relay") ? "relayed" : "direct",
      rttMs: rtt === null ? null : Math.round(rtt * 1_000),
      bitsPerSecond: grown ? Math.round(((bytes - memory.bytes) * 8_000) / (at - memory.at)) : null,
      framesPerSecond: number(picture?.["framesPerSecond"]),
      width: number(picture?.["frameWidth"]),
      height: number(picture?.["frameHeight"]),
    },
    memory: { bytes, at },
  };
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
