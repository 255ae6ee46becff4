import type { Language } from "@beckon/protocol/words.ts";
import { COMPANY } from "../house/house.ts";
import type { Line } from "../house/line.ts";
import type { Size, Stage } from "../story.ts";
import type { Computer } from "./computer.ts";
import type { DesktopCustomer } from "./desktop-customer.ts";
import type { Expert } from "./expert.ts";

/** How the two meet. */
export type Meeting = {
  language?: Language;
  monitors?: readonly Size[];
  /** What the customer ticks besides seeing and pointing. */
  rights?: readonly ("control" | "clipboard" | "files")[];
  /** The line of either side, to be cut. */
  customer?: Line;
  expert?: Line;
};

/** Ben helps Eva, who has the desktop module: they are connected, and he sees her very screen [M8, R1, R15]. */
export async function meetAtDesktop(
  stage: Stage,
  { language = "en", monitors = [], rights = [], customer, expert }: Meeting = {},
): Promise<{ ben: Expert; eva: DesktopCustomer; computer: Computer }> {
  const ben = await stage.expert(stage.house.members.ben, { language, ...(expert && { line: expert }) });
  const computer = await stage.computer({ language, monitors, ...(customer && { line: customer }) });
  const eva = await computer.startsModule(stage.team.module.slug);
  await eva.fillsIn({ name: "Eva Marin" });
  await ben.opensCase("Eva Marin");
  await ben.connects("Eva Marin");
  await eva.letsHelp(ben.name, COMPANY, rights);
  await ben.session.showsExactly(() => computer.desktop.pixels());
  return { ben, eva, computer };
}
