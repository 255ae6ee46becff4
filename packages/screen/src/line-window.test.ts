import { expect, test } from "vitest";
import { openPair } from "./test-pair.ts";
import { drawScreen, mix } from "./test-screens.ts";

const thin = { rate: 300, delay: 20 };

function lossy() {
  let n = 0;
  return { ...thin, loss: 0.01, chance: () => (mix(n++) % 100_000) / 100_000 };
}

for (const [name, line] of [
  ["a thin line", thin],
  ["a thin line that loses one packet of a hundred", lossy()],
] as const) {
  test(`[R15] on ${name} a film is never later than one window, and nothing is queued when it stops`, async () => {
    const screen = drawScreen(640, 400, { tells: true, noise: false });
    screen.text({ x: 0, y: 0, width: 640, height: 400 }, 0);
    const pair = openPair(screen, { line });
    await pair.clock.run(3000);
    const begun = pair.frames.length;
    pair.line().worstDelay();
    for (let n = 0; n < 60; n++) {
      screen.photo({ x: 30, y: 20, width: 600, height: 360 }, n);
      await pair.clock.run(40);
    }
    expect((pair.frames.length - begun) / 2.4).toBeGreaterThan(8);
    // A window and the frame that was begun with it; without a window it would be seconds.
    expect(pair.line().worstDelay()).toBeLessThan(400);
    const { rate } = pair.sender.stats();
    expect(rate / 1000).toBeGreaterThan(thin.rate * 0.5);
    expect(rate / 1000).toBeLessThan(thin.rate * 1.5);
    await pair.clock.run(250);
    expect(pair.line().queued()).toBe(0);
    await pair.clock.run(8000);
    expect(pair.wrongPixels()).toBe(0);
  });
}
