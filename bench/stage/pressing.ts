import { randomBytes, randomUUID } from "node:crypto";
import { PROTOCOL } from "@beckon/protocol/version.ts";
import { perform } from "./actor.ts";
import { now } from "./figures.ts";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";

/** Customers with the module's page open, who press its button one after the other at an even rate. */
export type Pressing = { url: string; slug: string; count: number };
export type Pressed = { pressed: number; answered: number };

let customers: RawSocket[] = [];
let slug = "";
let answered = 0;

perform({
  async open({ url, slug: of, count }: Pressing) {
    slug = of;
    answered = 0;
    customers = [];
    for (let n = 0; n < count; n++) {
      const headers = { "x-forwarded-for": `10.3.${n >> 8}.${n & 255}` };
      const socket = await openRawSocket(url, "/live/customer", headers, (message) => {
        if (message.includes('"type":"reply"') && message.includes('"ok":true')) answered++;
      });
      socket.send(JSON.stringify({ type: "hello", protocol: PROTOCOL, language: "en" }));
      customers.push(socket);
    }
  },
  async press({ perSecond }: { perSecond: number }): Promise<Pressed> {
    const started = now();
    for (const [n, customer] of customers.entries()) {
      const due = started + (n * 1000) / perSecond;
      const wait = due - now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      customer.send(opening());
    }
    return { pressed: customers.length, answered };
  },
  answered: () => answered,
  close() {
    for (const customer of customers) customer.close();
  },
});

function opening(): string {
  return JSON.stringify({
    type: "customer/open",
    id: randomUUID(),
    slug,
    secret: randomBytes(32).toString("base64url"),
    customerName: "Eva Müller",
    customerEmail: "eva@example.org",
    disclaimerAccepted: true,
    device: { browser: "Chrome 156", system: "Windows 11", language: "de", screen: "1920 × 1080", channel: "web" },
    // Last, so that the clock is read as late as a person's finger.
    description: `The printer prints nothing, pressed at ${now().toFixed(3)}`,
  });
}
