import { isIP } from "node:net";
import { join, resolve } from "node:path";
import * as z from "zod";

const projectRoot = join(import.meta.dirname, "../../..");
const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const text = z.string().trim();

const port = text
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value <= 65_535);

const seconds = text
  .regex(/^\d{1,6}$/)
  .transform(Number)
  .refine((value) => value >= 60 && value <= 86_400);

const count = text.regex(/^[1-9]\d{0,5}$/).transform(Number);

const host = text.refine((value) => isIP(value) !== 0 || value === "localhost");

const origin = text
  .refine((value) => {
    const url = parseUrl(value);
    return (
      url !== undefined &&
      /^https?:$/.test(url.protocol) &&
      url.pathname === "/" &&
      url.search + url.hash === "" &&
      url.username === ""
    );
  })
  .transform((value) => new URL(value).origin);

const databaseUrl = text.refine((value) => /^postgres(ql)?:$/.test(parseUrl(value)?.protocol ?? ""));

const trustProxy = text
  .refine((value) => /^(true|false|\d)$/.test(value) || splitList(value).every(isAddressRange))
  .transform((value): TrustProxy => {
    if (value === "false" || value === "0") return false;
    if (value === "true") return 1;
    return /^\d$/.test(value) ? Number(value) : splitList(value);
  });

const iceUrls = (scheme: RegExp) => text.transform(splitList).refine((urls) => urls.every((url) => scheme.test(url)));

const stunUrl = /^stuns?:[^\s/?#]+$/;
const turnUrl = /^turns?:[^\s/?#]+(\?transport=(udp|tcp))?$/;

const smtpUrl = text.refine((value) => {
  const url = parseUrl(value);
  return url !== undefined && /^smtps?:$/.test(url.protocol) && url.hostname !== "" && /^\/?$/.test(url.pathname);
});

// "Name <address>" or the address alone; a line of a mail's head, so nothing may begin another.
const sender = text.regex(/^(?:[^<>@\p{Cc}]{1,100} <[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/u);

const yesOrNo = text.regex(/^(true|false)$/).transform((value) => value === "true");

// Each setting's schema, and what to write instead when its value is refused.
const settings = {
  PORT: [port, "a port number from 0 to 65535, for example 8080 (0 takes any free one)"],
  HOST: [host, "the address to listen on: 0.0.0.0 for every network, 127.0.0.1 for this computer only"],
  PUBLIC_URL: [origin, "the address people open, without a path, for example https://help.example.com"],
  DATA_DIR: [text, "a folder for Beckon's data, absolute or relative to the project's folder"],
  DATABASE_URL: [databaseUrl, "a PostgreSQL address such as postgres://beckon:password@db.example.com:5432/beckon"],
  LOG_LEVEL: [z.enum(logLevels), `one of ${logLevels.join(", ")}`],
  TRUST_PROXY: [
    trustProxy,
    "the number of proxies in front (true means 1), or their addresses such as 10.0.0.0/8,192.168.1.5; false for none",
  ],
  SERVER_ADDRESS: [
    origin,
    "where the other servers on the same database reach this one, without a path, for example http://10.0.0.5:8080",
  ],
  STUN_URLS: [iceUrls(stunUrl), "addresses such as stun:stun.example.com:3478, with commas between them"],
  TURN_URLS: [iceUrls(turnUrl), "addresses such as turn:turn.example.com:3478?transport=udp, with commas between them"],
  TURN_SECRET: [text.min(16), "the static-auth-secret of your coturn, at least 16 characters"],
  TURN_TTL_SECONDS: [seconds, "how long a TURN password is good for: 60 to 86400 seconds"],
  BECKON_SECRET: [
    text.min(32),
    "at least 32 random characters, the same for all servers on one database (openssl rand -hex 32)",
  ],
  NEW_CASES_PER_ADDRESS: [count, "how many cases customers make from one address in ten minutes: 1 to 999999"],
  API_CALLS_PER_MINUTE: [count, "how many calls of the web API each token may make in a minute: 1 to 999999"],
  RECORDING_KEY: [
    text.min(32),
    "at least 32 random characters, the same for all servers on one database (openssl rand -hex 32)",
  ],
  RECORDING_SPACE_GB: [count, "how much each company's recordings may take on the server, in gigabytes: 1 to 999999"],
  SMTP_URL: [
    smtpUrl,
    "your mail server, such as smtp://user:password@mail.example.com:587, or smtps://… on port 465 (special characters as %40)",
  ],
  MAIL_FROM: [sender, "whom mail comes from, such as Beckon <beckon@example.com>"],
  PUSH_TO_PRIVATE_ADDRESSES: [
    yesOrNo,
    "true where the push service of your browsers is in your own network, else false",
  ],
  SIGN_IN_PROVIDERS_IN_PRIVATE_NETWORKS: [
    yesOrNo,
    "false where companies' own sign-in providers must be on the public Internet, else true",
  ],
  WEBHOOKS_TO_PRIVATE_ADDRESSES: [yesOrNo, "true where webhooks lead to programs in your own network, else false"],
  ATTACHMENT_SPACE_GB: [
    count,
    "how much what each company's customers add to cases may take on the server, in gigabytes: 1 to 999999",
  ],
  METRICS_TOKEN: [text.min(16), "at least 16 characters, which your Prometheus sends as its bearer token"],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

type Setting = keyof typeof settings;

/** Which proxies' X-Forwarded-For is believed: none, that many hops, or those with these addresses. */
export type TrustProxy = false | number | string[];

/** Everything an operator can set; see docs/operating.md. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** The origin people open, without a slash at the end; undefined means http://localhost and the port in use. */
  readonly publicUrl: string | undefined;
  /** Where the other servers reach this one; undefined means the address it listens on, or this computer's first one. */
  readonly serverAddress: string | undefined;
  /** An absolute path. */
  readonly dataDir: string;
  /** Undefined means the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly logLevel: (typeof logLevels)[number];
  readonly trustProxy: TrustProxy;
  readonly stunUrls: readonly string[];
  readonly turnUrls: readonly string[];
  /** Set whenever `turnUrls` is not empty. */
  readonly turnSecret: string | undefined;
  readonly turnTtlSeconds: number;
  /** Overrides the secret kept in the database. */
  readonly secret: string | undefined;
  /** In ten minutes, by opening modules; a network of IPv6 (/64) is one address. */
  readonly newCasesPerAddress: number;
  /** Of the web API, by each token, over all servers [W6]. */
  readonly apiCallsPerMinute: number;
  /** Wraps the keys of recordings; undefined means one kept in a file of `dataDir` [X22]. */
  readonly recordingKey: string | undefined;
  /** Of each company, in 10^9 bytes. */
  readonly recordingSpaceGb: number;
  /** Where mail is handed in; undefined means that there is none. Set whenever `mailFrom` is. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string | undefined;
  /** Whether browsers' push services may be at private addresses [N3]. */
  readonly pushToPrivateAddresses: boolean;
  /** Whether companies' own sign-in providers may be at private addresses [I1]. */
  readonly signInProvidersInPrivateNetworks: boolean;
  /** Whether webhooks may lead to private addresses, and by http [W15]. */
  readonly webhooksToPrivateAddresses: boolean;
  /** Of each company, in 10^9 bytes. */
  readonly attachmentSpaceGb: number;
  /** Lets others than this computer read the metrics. */
  readonly metricsToken: string | undefined;
}

/** The settings, or every fault at once, each in a sentence that says what to write instead. */
export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads the settings from environment variables; an empty variable counts as not set. Never repeats a secret's value in a fault. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const faults: string[] = [];
  function read<Name extends Setting>(name: Name): z.output<(typeof settings)[Name][0]> | undefined {
    const given = env[name];
    if (given === undefined || given.trim() === "") return undefined;
    const [schema, expected] = settings[name];
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data as z.output<(typeof settings)[Name][0]>;
    faults.push(`${name}${isSecret(name) ? "" : ` is "${given}", but`} must be ${expected}.`);
    return undefined;
  }

  const config: Config = {
    port: read("PORT") ?? 8080,
    host: read("HOST") ?? "0.0.0.0",
    publicUrl: read("PUBLIC_URL"),
    serverAddress: read("SERVER_ADDRESS"),
    dataDir: resolve(projectRoot, read("DATA_DIR") ?? "data"),
    databaseUrl: read("DATABASE_URL"),
    logLevel: read("LOG_LEVEL") ?? "info",
    trustProxy: read("TRUST_PROXY") ?? false,
    stunUrls: read("STUN_URLS") ?? [],
    turnUrls: read("TURN_URLS") ?? [],
    turnSecret: read("TURN_SECRET"),
    turnTtlSeconds: read("TURN_TTL_SECONDS") ?? 600,
    secret: read("BECKON_SECRET"),
    newCasesPerAddress: read("NEW_CASES_PER_ADDRESS") ?? 30,
    apiCallsPerMinute: read("API_CALLS_PER_MINUTE") ?? 1_000,
    recordingKey: read("RECORDING_KEY"),
    recordingSpaceGb: read("RECORDING_SPACE_GB") ?? 20,
    smtpUrl: read("SMTP_URL"),
    mailFrom: read("MAIL_FROM"),
    pushToPrivateAddresses: read("PUSH_TO_PRIVATE_ADDRESSES") ?? false,
    signInProvidersInPrivateNetworks: read("SIGN_IN_PROVIDERS_IN_PRIVATE_NETWORKS") ?? true,
    webhooksToPrivateAddresses: read("WEBHOOKS_TO_PRIVATE_ADDRESSES") ?? false,
    attachmentSpaceGb: read("ATTACHMENT_SPACE_GB") ?? 5,
    metricsToken: read("METRICS_TOKEN"),
  };
  const given = (name: Setting) => (env[name] ?? "").trim() !== "";
  if (given("TURN_URLS") && !given("TURN_SECRET")) {
    faults.push(`TURN_SECRET is missing: TURN_URLS needs ${settings.TURN_SECRET[1]}.`);
  }
  if (given("TURN_SECRET") && !given("TURN_URLS")) {
    faults.push(`TURN_URLS is missing: TURN_SECRET needs ${settings.TURN_URLS[1]}.`);
  }
  if (given("SMTP_URL") && !given("MAIL_FROM")) {
    faults.push(`MAIL_FROM is missing: SMTP_URL needs ${settings.MAIL_FROM[1]}.`);
  }
  if (given("MAIL_FROM") && !given("SMTP_URL")) {
    faults.push(`SMTP_URL is missing: MAIL_FROM needs ${settings.SMTP_URL[1]}.`);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, config };
}

// An address of a database or a mail server holds its password.
function isSecret(name: Setting): boolean {
  return /_(SECRET|TOKEN|KEY)$/.test(name) || name === "DATABASE_URL" || name === "SMTP_URL";
}

function splitList(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function isAddressRange(value: string): boolean {
  const [address = "", bits, ...rest] = value.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function parseUrl(value: string): URL | undefined {
  return URL.parse(value) ?? undefined;
}
