/** Numbers that look drawn, and are the same for the same seed and names: what one draws never moves what another does. */
export type Chance = {
  /** From 0 up to, not including, 1. */
  share(): number;
  /** The time until the next of things that come so often an hour, in ms. */
  gap(perHour: number): number;
  /** A time in ms around a median; about two thirds lie within a factor of e^spread. */
  around(medianMs: number, spread: number): number;
  /** One of the weighed things, by weight. */
  pick<T>(weighed: readonly (readonly [T, number])[]): T;
};

export function chance(seed: number, ...names: string[]): Chance {
  let state = seed;
  for (const letter of names.join("/")) state = mix(state ^ letter.charCodeAt(0));
  const share = () => {
    state = (state + 0x9e3779b9) | 0;
    return (mix(state) >>> 0) / 2 ** 32;
  };
  return {
    share,
    gap: (perHour) => (-Math.log(1 - share()) / perHour) * 3_600_000,
    around(medianMs, spread) {
      const normal = Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());
      return medianMs * Math.exp(spread * normal);
    },
    pick(weighed) {
      let rest = share() * weighed.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [thing, weight] of weighed) {
        rest -= weight;
        if (rest < 0) return thing;
      }
      const last = weighed.at(-1);
      if (last === undefined) throw new Error("There is nothing to pick from");
      return last[0];
    },
  };
}

/** Spreads the bits of a whole number over 32 (the last step of murmur3). */
function mix(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
