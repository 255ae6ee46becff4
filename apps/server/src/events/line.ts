import type { ServerResponse } from "node:http";

/** How long a reader has to hear that the stream is over. */
const GOODBYE_MS = 1_000;

/** The line to one reader of events; what does not fit into it waits until there is room. */
export interface Line {
  /** False when no more should be written until `drained`. */
  write(text: string): boolean;
  /** Resolves once it can take more, or when it is gone. */
  drained(): Promise<void>;
  end(): void;
  /** Cuts it, whatever is still unsent. */
  destroy(): void;
  onGone(act: () => void): void;
}

/** The line an answer goes out by. */
export function lineTo(response: ServerResponse): Line {
  return {
    write: (text) => response.destroyed || response.write(text),
    drained: () =>
      new Promise((resolve) => {
        const go = () => {
          response.off("drain", go).off("close", go);
          resolve();
        };
        response.on("drain", go).on("close", go);
        if (response.destroyed || !response.writableNeedDrain) go();
      }),
    end() {
      const { socket } = response;
      response.end();
      // Whoever does not read would otherwise keep a server that stops.
      setTimeout(() => socket?.destroy(), GOODBYE_MS).unref();
    },
    destroy: () => response.destroy(),
    onGone: (act) => response.on("close", act),
  };
}
