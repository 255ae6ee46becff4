import { type Page } from "@playwright/test";
import { COMPANY } from "../../house/house.ts";
import { FIRST_BLOCKS } from "../../pages/work.ts";
import { expect, story } from "../../story.ts";

/** The loudest that comes out of the page's loudspeakers in half a second, 0 to 1. */
async function loudness(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const { speakers } = globalThis as unknown as { speakers: Set<HTMLMediaElement> };
    const all = [...speakers, ...document.querySelectorAll("audio")];
    const stream = all.map(({ srcObject }) => srcObject).findLast((each) => each instanceof MediaStream);
    if (!(stream instanceof MediaStream) || stream.getAudioTracks().length === 0) return 0;
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 32_768 });
    context.createMediaStreamSource(stream).connect(analyser);
    await new Promise((heard) => setTimeout(heard, 500));
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    await context.close();
    return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  });
}

story(
  "[R2] both can talk: microphones are off at first, heard when turned on, silent when turned off",
  async ({ stage }) => {
    const context = { permissions: ["microphone"] };
    const ben = await stage.expert(stage.house.members.ben, { context });
    const eva = await stage.customer({ context });
    for (const { page } of [ben, eva]) {
      // Loudspeakers that are not in the document are remembered, to be listened to.
      await page.addInitScript(() => {
        const speakers = new Set<HTMLMediaElement>();
        const Native = globalThis.Audio;
        const Remembered = class extends Native {
          constructor() {
            super();
            speakers.add(this);
          }
        };
        Object.assign(globalThis, { speakers, Audio: Remembered });
      });
    }
    await ben.page.reload();
    await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
    await ben.opensCase("Eva Marin");
    await ben.connects("Eva Marin");
    await eva.opensWork();
    await eva.allows(ben.name, COMPANY);
    await ben.session.shows(FIRST_BLOCKS);
    expect(await loudness(ben.page)).toBe(0);

    await eva.turns("microphone", true);
    await expect(ben.session.bar.getByText(ben.words.session.theyTalk)).toBeAttached();
    await expect.poll(() => loudness(ben.page)).toBeGreaterThan(0.01);

    await ben.session.picture.hover();
    await ben.session.bar.getByRole("button", { name: ben.words.session.micOn }).click();
    await expect(eva.page.getByText(eva.words.session.expertSpeaks(ben.name))).toBeVisible();
    await expect.poll(() => loudness(eva.page)).toBeGreaterThan(0.01);

    await eva.turns("microphone", false);
    await expect(ben.session.bar.getByText(ben.words.session.theyTalk)).toHaveCount(0);
    await expect.poll(() => loudness(ben.page)).toBeLessThan(0.001);
  },
);
