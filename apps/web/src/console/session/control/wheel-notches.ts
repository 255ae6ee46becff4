/** A wheel event's movement; `mode` is its `deltaMode`: pixels, lines or pages. */
export type WheelMove = { dx: number; dy: number; mode: number };

/** What one notch of a common wheel is in each mode. */
const NOTCH = [100, 3, 1] as const;
const MOST = 20;

/** Counts whole notches out of movements of any size; what is left over counts with the next. */
export function makeNotches(): (move: WheelMove) => { dx: number; dy: number } {
  let [restX, restY] = [0, 0];
  return ({ dx, dy, mode }) => {
    const notch = NOTCH[mode] ?? NOTCH[0];
    // Turning back must not first work off what is left of the other direction.
    restX = (Math.sign(restX) === -Math.sign(dx) ? 0 : restX) + dx / notch;
    restY = (Math.sign(restY) === -Math.sign(dy) ? 0 : restY) + dy / notch;
    const [dxWhole, dyWhole] = [whole(restX), whole(restY)];
    restX -= dxWhole;
    restY -= dyWhole;
    return { dx: bound(dxWhole), dy: bound(dyWhole) };
  };
}

function whole(notches: number): number {
  // Tenths do not add up to exactly one.
  return Math.trunc(notches + Math.sign(notches) * 1e-6);
}

function bound(notches: number): number {
  // No minus zero: it travels as 0 and compares unequal in tests.
  return Math.max(-MOST, Math.min(MOST, notches)) + 0;
}
