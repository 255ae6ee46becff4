/** Before anything was measured, in bytes a millisecond (about 20 Mbit/s) and milliseconds. */
const FIRST_RATE = 2500;
const FIRST_FRAME = 48 * 1024;
const FIRST_DELAY = 30;
/** Bytes a millisecond: no line needs more. */
const LARGEST_RATE = 20_000;
/** Fewer bytes say nothing about the line. */
const LEAST_BURST = 8 * 1024;
const SMALL = 2 * 1024;
const LEAST_WINDOW = 12 * 1024;
const LARGEST_WINDOW = 4 * 1024 * 1024;
/** A shortest delay is believed for this long. */
const DELAY_HOLDS = 10_000;
/** How far one measurement moves what is believed: the first one, a better one, a worse one. */
const FIRST_STEP = 0.6;
const RISE = 0.3;
const FALL = 0.06;
/** A frame may keep the line busy for about this long. */
const FRAME_TIME = 70;

type Sent = { end: number; at: number; acknowledged: number; acknowledgedAt: number; filled: boolean };

/**
 * What the line carries, from what was sent and what was acknowledged: how many bytes may be on their way, so that a new
 * frame waits behind one window at most. Times are milliseconds, counts bytes since the start.
 */
export function openLineMeter() {
  let sent = 0;
  let acknowledged = 0;
  let acknowledgedAt = 0;
  let rate = FIRST_RATE;
  let measured = false;
  let shortest = { delay: FIRST_DELAY, at: Number.NEGATIVE_INFINITY };
  let onTheirWay: Sent[] = [];
  let waited = false;
  // What was handed over at once while nothing else was on its way: how long it takes says what the line carries.
  let burst = { start: 0, at: 0 };

  function learnRate(done: Sent, at: number, drawing: number): void {
    const ofBurst = done.end - burst.start;
    if (done.at === burst.at && ofBurst >= LEAST_BURST) {
      learn(ofBurst / Math.max(2, at - drawing - done.at - shortest.delay), true);
      return;
    }
    const took = Math.max(1, at - done.acknowledgedAt, at - done.at);
    learn((acknowledged - done.acknowledged) / took, done.filled);
  }

  /** A line that was not filled says only what it carries at least. */
  function learn(sample: number, filled: boolean): void {
    const bounded = Math.min(sample, LARGEST_RATE);
    // Slower downwards: a lost packet holds up one window, and says nothing about those that follow. Were it believed,
    // windows and what is measured by them would become smaller in turns.
    if (bounded > rate) rate += (bounded - rate) * (measured ? RISE : FIRST_STEP);
    else if (filled) rate += (bounded - rate) * (measured ? FALL : FIRST_STEP);
    if (filled) measured = true;
  }

  function window(): number {
    const inPipe = rate * shortest.delay * 1.15;
    return Math.min(LARGEST_WINDOW, Math.max(LEAST_WINDOW, inPipe + rate * FRAME_TIME * 0.5));
  }

  return {
    /** A message of these bytes was handed over. */
    send(bytes: number, at: number): void {
      if (onTheirWay.length === 0) {
        acknowledgedAt = at;
        burst = { start: sent, at };
      }
      sent += bytes;
      const filled = waited || sent - acknowledged > window();
      onTheirWay.push({ end: sent, at, acknowledged, acknowledgedAt, filled });
    },
    /** The other side has drawn this many bytes in all, modulo 2³², and took `drawing` ms for the last of them. */
    acknowledge(bytes: number, at: number, drawing = 0): void {
      const total = acknowledged + ((bytes - acknowledged) >>> 0);
      if (total > sent || total === acknowledged) return;
      acknowledged = total;
      let last: Sent | undefined;
      while (onTheirWay[0] !== undefined && onTheirWay[0].end <= total) last = onTheirWay.shift();
      if (last !== undefined) {
        const delay = Math.max(1, at - last.at);
        // Only what is small says how long the way is, and not how wide.
        const small = last.end - last.acknowledged < SMALL;
        if (delay <= shortest.delay || (small && at - shortest.at > DELAY_HOLDS)) shortest = { delay, at };
        learnRate(last, at, drawing);
      }
      acknowledgedAt = at;
      waited = false;
    },
    /** Whether a new frame may begin. */
    hasRoom(): boolean {
      const room = sent - acknowledged < window();
      if (!room) waited = true;
      return room;
    },
    /** Bytes a frame should not exceed. */
    frameBytes: () => (measured ? Math.min(600 * 1024, Math.max(6 * 1024, rate * FRAME_TIME)) : FIRST_FRAME),
    inFlight: () => sent - acknowledged,
    /** Bytes a millisecond. */
    rate: () => rate,
    /** Milliseconds there and back when nothing queues. */
    delay: () => shortest.delay,
    window,
    /** A new connection: nothing is on its way; what was learnt of the line stays. */
    restart(): void {
      sent = 0;
      acknowledged = 0;
      onTheirWay = [];
      waited = false;
    },
  };
}
