import { randomBytes, randomUUID } from "node:crypto";
import { WebSocket } from "ws";
import { PROTOCOL } from "@beckon/protocol/version.ts";

/** What came over the wire, looked at freely: its form is what the tests are about. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Anything = any;

/** One browser's socket as a test holds it: everything received, in order, and a way to wait for more. */
export class Wire {
  readonly received: Anything[] = [];
  closeCode: number | undefined;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  static readonly #all = new Set<Wire>();

  /** Closes every socket a test left open. */
  static closeAll(): void {
    for (const wire of Wire.#all) wire.close();
    Wire.#all.clear();
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    Wire.#all.add(this);
    socket.on("message", (data) => {
      this.received.push(JSON.parse((data as Buffer).toString()));
      this.#look();
    });
    socket.on("close", (code) => {
      this.closeCode = code;
      this.#look();
    });
    socket.on("error", () => undefined);
  }

  /** Opens a socket and says hello, unless `silent`. */
  static async open(
    url: string,
    path: "console" | "customer",
    options: { cookie?: string; silent?: boolean; origin?: string } = {},
  ) {
    const { cookie, silent = false, origin = url } = options;
    const socket = new WebSocket(`${url.replace("http", "ws")}/live/${path}`, {
      headers: { origin, ...(cookie === undefined ? {} : { cookie }) },
    });
    const wire = new Wire(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    if (!silent) wire.send({ type: "hello", protocol: PROTOCOL, language: "en" });
    return wire;
  }

  send(message: unknown): void {
    this.#socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** Calls `listener` with each message that fits, those received so far included. */
  each(fits: (message: Anything) => boolean, listener: (message: Anything) => void): void {
    let heard = 0;
    const again = () => {
      for (const message of this.received.slice(heard, (heard = this.received.length)))
        if (fits(message)) listener(message);
    };
    this.#waiting.add(again);
    again();
  }

  /** Sends a request and gives its reply. */
  async ask(request: { type: string; [key: string]: unknown }, id: string = randomUUID()): Promise<Anything> {
    this.send({ ...request, id });
    return this.next((message) => message.type === "reply" && message.id === id);
  }

  /** The first message received so far, or to come, that fits; fails after 30 s. */
  async next(fits: (message: Anything) => boolean, from = 0): Promise<Anything> {
    return this.#until(() => this.received.slice(from).find(fits), "no such message");
  }

  async closed(): Promise<number> {
    return this.#until(() => this.closeCode, "still open");
  }

  /** Cuts the line, as a lost network does. */
  cut(): void {
    this.#socket.terminate();
  }

  close(): void {
    this.#socket.close();
  }

  get mark(): number {
    return this.received.length;
  }

  async #until<T>(look: () => T | undefined, fault: string): Promise<T> {
    const found = look();
    if (found !== undefined) return found;
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(again);
        const seen = this.received.map(
          (message) => `${message.type}${message.refusal ? ` ${JSON.stringify(message.refusal)}` : ""}`,
        );
        reject(new Error(`${fault}; closed: ${this.closeCode}; received: ${seen.join(", ")}`));
      }, 30_000);
      const again = () => {
        const now = look();
        if (now === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(again);
        resolve(now);
      };
      this.#waiting.add(again);
    });
  }

  #look(): void {
    for (const again of this.#waiting) again();
  }
}

export const newSecret = () => randomBytes(32).toString("base64url");
export const DEVICE = {
  browser: "Chrome 156",
  system: "Windows 11",
  language: "de",
  screen: "1920 × 1080",
  channel: "web",
} as const;

/** A customer opening a module's page, filled in. */
export function opening(
  slug: string,
  secret: string,
  about: Partial<Record<"customerName" | "customerEmail" | "description", string>> = {},
) {
  return {
    type: "customer/open",
    slug,
    secret,
    customerName: "Eva",
    customerEmail: "eva@example.org",
    description: "The printer prints nothing",
    disclaimerAccepted: true,
    device: DEVICE,
    ...about,
  };
}
