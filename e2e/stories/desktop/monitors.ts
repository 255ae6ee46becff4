import { part } from "../../house/pixels.ts";
import { meetAtDesktop } from "../../people/meet-at-desktop.ts";
import { expect, story } from "../../story.ts";

story(
  "[R16][R13] two monitors, all or one of them; one goes, one comes, and the screen gets another size",
  async ({ stage }) => {
    const monitors = [
      { width: 800, height: 700 },
      { width: 640, height: 700 },
    ];
    const { ben, computer } = await meetAtDesktop(stage, { monitors, rights: ["control"] });
    const { desktop } = computer;
    const { page, session, words } = ben;
    const choose = async (name: string | RegExp) => {
      await (await session.tool(words.desktop.view.monitors)).click();
      await page.getByRole("dialog").getByRole("button", { name }).click();
    };
    desktop.run("xsetroot", "-solid", "#305070");
    await session.showsExactly(() => desktop.pixels());
    await choose(words.desktop.view.monitor(2));
    await session.showsExactly(() => part(desktop.pixels(), 800, 0, 640, 700));

    // What the mouse does there happens there.
    await session.clicks(100, 200);
    await expect.poll(() => desktop.run("xdotool", "getmouselocation")).toMatch(/^x:900 y:200 /);

    // The monitor that is seen is unplugged: the other one is seen. It comes back: both are, and can be chosen.
    desktop.run("xrandr", "--delmonitor", "part2");
    await session.showsExactly(() => part(desktop.pixels(), 0, 0, 800, 700));
    desktop.run("xrandr", "--setmonitor", "part2", "640/200x700/200+800+0", "none");
    await session.showsExactly(() => desktop.pixels());
    await choose(words.desktop.view.monitor(1));
    await session.showsExactly(() => part(desktop.pixels(), 0, 0, 800, 700));
    await choose(words.desktop.view.all);
    await session.showsExactly(() => desktop.pixels());

    desktop.run("xrandr", "--delmonitor", "part2");
    desktop.run("xrandr", "--delmonitor", "part1");
    desktop.run("xrandr", "--newmode", "small", "60", "1100", "1110", "1120", "1130", "600", "601", "602", "610");
    desktop.run("xrandr", "--addmode", "screen", "small");
    desktop.run("xrandr", "--output", "screen", "--mode", "small");
    await expect.poll(() => desktop.pixels().width).toBe(1100);
    await session.showsExactly(() => desktop.pixels());
  },
);
