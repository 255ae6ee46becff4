import { expect, test as base, type Browser, type BrowserContext } from "@playwright/test";
import type { ModuleSettings } from "@beckon/protocol/modules.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { openDesktop } from "./house/desktop.ts";
import { openHouse, type House, type Member, type Team } from "./house/house.ts";
import { openLine, type Line } from "./house/line.ts";
import { Computer } from "./people/computer.ts";
import { Customer } from "./people/customer.ts";
import { Expert } from "./people/expert.ts";
import { gatherFaults, type Faults } from "./people/faults.ts";

/** Whether experts and customers meet on one server, or on two that share a database. */
export type Form = "one" | "two";

const LOCALES: Record<Language, string> = { en: "en-GB", de: "de-DE", es: "es-ES" };

/** How somebody comes to the story. */
export type Coming = {
  language?: Language;
  /** By a line that the story can cut. */
  line?: Line;
  /** More for the browser's context. */
  context?: Parameters<Browser["newContext"]>[0];
};

/** In pixels. */
export type Size = { width: number; height: number };

/** What a story is told with. */
export type Stage = {
  readonly house: House;
  readonly team: Team;
  readonly faults: Faults;
  /** A customer's browser, with nothing opened yet. */
  customer(coming?: Coming): Promise<Customer>;
  /** A customer's computer with a desktop, of these monitors side by side; the module is not started yet. */
  computer(coming?: Omit<Coming, "context"> & { monitors?: readonly Size[] }): Promise<Computer>;
  /** One of the company with the queue open before them. */
  expert(member: Member, coming?: Coming): Promise<Expert>;
  /** A browser without anybody in it. */
  browser(who: string, coming?: Coming): Promise<BrowserContext>;
  /** A line to where experts or customers go. */
  lineTo(side: "experts" | "customers"): Promise<Line>;
};

type TestFixtures = { stage: Stage; module: Partial<ModuleSettings> };
type WorkerFixtures = { form: Form; house: House; settings: Readonly<Record<string, string>> };

/** Tells a story in real browsers. A fault that any page complains of fails it. */
export const story = base.extend<TestFixtures, WorkerFixtures>({
  form: ["one", { option: true, scope: "worker" }],
  // More of what its operator set.
  settings: [{}, { option: true, scope: "worker" }],
  house: [
    async ({ form, settings }, use) => {
      const house = await openHouse(form === "two" ? 2 : 1, settings);
      await use(house);
      await house.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  module: [{}, { option: true }],
  stage: async ({ browser, house, module }, use) => {
    const faults = gatherFaults();
    const contexts: BrowserContext[] = [];
    const lines: Line[] = [];
    const computers: Computer[] = [];
    const team = await house.freshTeam(module);

    async function open(who: string, { language = "en", context: more = {} }: Coming = {}): Promise<BrowserContext> {
      const context = await browser.newContext({ locale: LOCALES[language], ...more });
      contexts.push(context);
      faults.watch(context, who);
      return context;
    }
    const urlOf = (side: "experts" | "customers") => (side === "experts" ? house.expertsAt : house.customersAt).url;

    await use({
      house,
      team,
      faults,
      browser: open,
      async customer(coming = {}) {
        const context = await open("customer", coming);
        return await Customer.arrive(context, coming.line?.url ?? urlOf("customers"), coming.language ?? "en");
      },
      async computer({ language = "en", line, monitors = [] } = {}) {
        const desktop = await openDesktop(...monitors);
        const url = line?.url ?? urlOf("customers");
        const computer = new Computer({
          desktop,
          url,
          language,
          watch: (context) => faults.watch(context, "customer"),
        });
        computers.push(computer);
        return computer;
      },
      async expert(member, coming = {}) {
        const context = await open(member.name, coming);
        const url = coming.line?.url ?? urlOf("experts");
        return await Expert.arrive(context, url, member, coming.language ?? "en");
      },
      async lineTo(side) {
        const line = await openLine(urlOf(side));
        lines.push(line);
        return line;
      },
    });

    for (const context of contexts) await context.close();
    for (const computer of computers) await computer.turnsOff();
    for (const line of lines) await line.close();
    await team.leave();
    expect(faults.found, "what pages complained of").toEqual([]);
  },
});

export { expect };
