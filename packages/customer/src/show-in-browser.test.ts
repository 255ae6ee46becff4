import { expect, it } from "vitest";
import type { HostOptions } from "@beckon/session/remote-session.ts";
import { showInBrowser } from "./show-in-browser.ts";
import { testSession } from "./test-session.ts";

class Track extends EventTarget {
  readyState = "live";
  stop(): void {
    this.readyState = "ended";
  }
}
/** A captured stream; whoever clones it has a track of their own. */
function stream(): MediaStream {
  const track = new Track();
  return { getTracks: () => [track], getVideoTracks: () => [track], clone: stream } as unknown as MediaStream;
}
const isLive = (shown: MediaStream | undefined) => shown?.getVideoTracks()[0]?.readyState === "live";

it("[R9] each expert is shown tracks of their own, taken from one that still runs: the first may go", async () => {
  const hosted: MediaStream[] = [];
  const showing = showInBrowser({
    canCapture: () => true,
    capture: () => Promise.resolve({ is: "stream", stream: stream() }),
    loadHost: () =>
      Promise.resolve((options: HostOptions) => {
        if ("stream" in options) hosted.push(options.stream);
        return testSession(options.privileges).remote;
      }),
  });
  const options = (session: string) => ({ session, iceServers: [], signal: () => undefined });
  expect(showing.join(options("s0"), ["see"], undefined)).toBeNull();
  const ready = await showing.prepare();
  if (ready.is !== "ready") throw new Error("not ready");
  ready.start(options("s1"), undefined);
  showing.join(options("s2"), ["see"], ["see", "point"]);
  expect(new Set(hosted).size).toBe(2);
  for (const track of hosted[0]?.getTracks() ?? []) track.stop();
  showing.join(options("s3"), ["see"], ["see", "point"]);
  expect(hosted.map(isLive)).toEqual([false, true, true]);
});
