import { randomBytes, randomInt, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import proxyAddress from "@fastify/proxy-addr";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";
import { openAssigner } from "./assignment/assigner.ts";
import { readConfig, type Config, type TrustProxy } from "./config.ts";
import { openDesk } from "./desk/desk.ts";
import { openGuessGate } from "./desk/guess-gate.ts";
import type { News } from "./desk/news.ts";
import type { Directory } from "./desk/ports.ts";
import { addSessionRoutes } from "./api/session-routes.ts";
import { addCaseRoutes } from "./http/case-routes.ts";
import { addContactRoutes } from "./http/contact-routes.ts";
import { addNoticeRoutes } from "./http/notice-routes.ts";
import { addWebhookRoutes } from "./http/webhook-routes.ts";
import { addEventRoutes } from "./api/event-routes.ts";
import { openEventsRoom } from "./events/events-room.ts";
import { addAttachmentRoutes } from "./http/attachment-routes.ts";
import { addRecordingRoutes } from "./http/recording-routes.ts";
import { errorForLog } from "./http/error-for-log.ts";
import { buildHttp, provenanceOf } from "./http/http.ts";
import { trackUnusedConnections } from "./http/unused-connections.ts";
import { openPrograms } from "./http/programs.ts";
import { isFromOwnPage } from "./http/origin.ts";
import { openGate } from "./live/gate.ts";
import { openHub } from "./live/hub.ts";
import { ownAddress } from "./live/own-address.ts";
import type { WaysOf } from "./live/customer-news.ts";
import { iceServersFor } from "./live/ice-servers.ts";
import { openPresence } from "./live/presence.ts";
import { openQueueReader } from "./live/queue-reader.ts";
import { openRelay } from "./live/relay.ts";
import { relayTokens } from "./live/relay-token.ts";
import { openRounds } from "./live/rounds.ts";
import { forgetOldSignals } from "./live/signalling.ts";
import { moduleKeyOf } from "./modules/module-key.ts";
import { openBrowsers } from "./notices/browsers.ts";
import { openMail } from "./notices/mail.ts";
import { openNoticeStore } from "./notices/notice-store.ts";
import { openNotices } from "./notices/notices.ts";
import { openPush } from "./notices/push.ts";
import { pushKeysOf } from "./notices/push-keys.ts";
import { forgetUnfinished } from "./attachments/keep-attachment.ts";
import { deleteOldRecordings } from "./recordings/delete-recordings.ts";
import { houseKeyOf } from "./store/house-key.ts";
import { openBriefMemory } from "./people/brief-memory.ts";
import { openSignIn, type SignedIn } from "./sign-in/sign-in.ts";
import { forgetOldGrants } from "./tokens/grants.ts";
import { forgetOldCalls, openCallLimits } from "./tokens/call-limits.ts";
import { openTokens } from "./tokens/asker-of.ts";
import { rolesSignedIn } from "./sign-in/signed-in.ts";
import { addressKey } from "./limits/address-key.ts";
import { countTries } from "./store/tries.ts";
import { openAvailability } from "./store/availability.ts";
import { openCaseStore } from "./store/case-store.ts";
import { openDatabase } from "./store/database.ts";
import { openDirectory } from "./store/directory.ts";
import { startEmbeddedPostgres } from "./store/embedded-postgres.ts";
import { freePort } from "./store/free-port.ts";
import { installationSecret, makeSetupToken } from "./store/installation.ts";
import { migrate } from "./store/migrate.ts";
import { openMoves } from "./store/moves.ts";
import { openNodes } from "./store/nodes.ts";
import { openPostgresBus } from "./store/postgres-bus.ts";
import { openSignalBox } from "./store/signal-box.ts";
import { openWrongCodes } from "./store/wrong-codes.ts";
import { apiEvent } from "./views/api-event.ts";
import { expertsThere, stayOf } from "./views/experts-there.ts";

const SWEEP_EVERY_MS = 1_000;
const BEAT_EVERY_MS = 2_000;
const RECHECK_EVERY_MS = 2_000;
const NOTICE_EVERY_MS = 1_000;
const FORGET_EVERY_MS = 60_000;
const projectRoot = join(import.meta.dirname, "../../..");

/** A running server; `setupUrl` is the one-time link while there is no administrator, `programs` what it has to download. */
export type RunningServer = { url: string; setupUrl: string | undefined; programs: number; stop(): Promise<void> };

/**
 * Builds the house from the ground up and opens its doors; `stop` closes them again in reverse order.
 * @param watch is shown the HTTP side before it opens; tests look at its answers there.
 */
export async function startServer(config: Config, watch?: (app: FastifyInstance) => void): Promise<RunningServer> {
  const serializers = { err: errorForLog };
  const log = pino({ level: config.logLevel, timestamp: pino.stdTimeFunctions.isoTime, serializers });
  const closing: (() => Promise<unknown> | void)[] = [];
  let stopping = false;
  const stop = async () => {
    stopping = true;
    for (const close of closing.splice(0).toReversed()) {
      try {
        await close();
      } catch (error) {
        // With the database away some goodbyes cannot be written down; the rest is closed all the same.
        log.warn({ err: error }, "Something did not close as it should");
      }
    }
  };

  try {
    // The ground: the database, its secret, and this server's name among those on it.
    const embedded =
      config.databaseUrl === undefined ? await startEmbeddedPostgres({ dataDir: config.dataDir, log }) : undefined;
    if (embedded) closing.push(() => embedded.stop());
    const databaseUrl = config.databaseUrl ?? embedded?.url ?? "";
    const database = openDatabase(databaseUrl, { onConnectionLost: () => log.warn("A database connection was lost") });
    closing.push(() => database.close());
    const { db, pool } = database;
    await migrate(pool);
    const ownSecret = await installationSecret(db, Date.now());
    const secret = config.secret ?? ownSecret;
    const nodeId = randomBytes(6).toString("hex");
    const port = config.port === 0 ? await freePort(config.host) : config.port;
    const publicUrl = config.publicUrl ?? `http://localhost:${port}`;

    // The first floor: what is kept, and the desk.
    const store = openCaseStore(db);
    const groups = openBriefMemory<NonNullable<Awaited<ReturnType<Directory["group"]>>>>(() => now());
    const kept = openDirectory(db);
    const directory: Directory = {
      ...kept,
      group: (scope, groupId) =>
        groups.recall(`${scope.personId} ${scope.role} ${groupId}`, () => kept.group(scope, groupId)),
    };
    const signals = openSignalBox(db);
    const nodes = openNodes(db);
    const availability = openAvailability(db, (news) => announce(news));
    const now = () => Date.now();
    const newId = () => randomUUID();
    const announce = (news: News) => {
      hub.announce(news);
      assigner.hear(news);
      if (news.about === "case") room.events.mayHaveCome();
    };
    const guesses = openGuessGate(openWrongCodes(db), now, (ms) => delay(ms));
    const tries = countTries(db, secret);
    const limit = { name: "case/new", most: config.newCasesPerAddress, windowMs: 10 * 60_000 };
    const newCases = (address: string) => tries.take(limit, addressKey(address), now());
    const drawing = { now, newId, randomInt: (below: number) => randomInt(below) };
    const moves = openMoves(db);
    const desk = openDesk({ store, directory, moves, guesses, newCases, announce, ...drawing });
    const assigner = openAssigner({ db, desk, people: availability, now, log });
    closing.push(() => assigner.stop());

    // The second floor: everybody who is connected, here and on the other servers.
    const bus = openPostgresBus(databaseUrl, pool, nodeId, log);
    closing.push(() => bus.close());
    const passes = relayTokens(secret);
    const waysOf: WaysOf = (session, party) => ({
      iceServers: iceServersFor(config, session, now()),
      relayToken: passes.make({ session, party }, now()),
    });
    const signIns = openBriefMemory<SignedIn>(now);
    const personOf = (headers: Headers) => signIns.recall(headers.get("cookie") ?? "", () => signIn.personOf(headers));
    const forget = () => {
      signIns.forget();
      groups.forget();
    };
    const metrics = new Registry();
    const relay = openRelay({
      readToken: (token) => passes.read(token, now()),
      async isLive(session) {
        const current = await store.read({ kind: "house" }, stayOf(session).caseId);
        return current !== undefined && expertsThere(current).some((one) => one.session === session);
      },
      passed: countRelayed(metrics),
      announce,
      address: config.serverAddress ?? ownAddress(config.host, port),
      log,
    });
    const hearRelay = relay.hear;
    const hub = openHub({
      store,
      directory,
      signals,
      bus,
      publicUrl: () => publicUrl,
      waysOf,
      hearRelay,
      hearEvents: () => room.events.hear(),
      forget,
      people: availability,
      now,
      log,
    });
    closing.push(() => hub.close());
    const room = openEventsRoom({
      db,
      secret,
      privateToo: config.webhooksToPrivateAddresses,
      write: (event) => {
        const message = apiEvent(event, { publicUrl });
        return { id: String(event.position), type: message.type, body: JSON.stringify(message) };
      },
      announce,
      metrics,
      clock: now,
      log,
    });
    closing.push(() => room.stop());
    await nodes.beat(nodeId);
    closing.push(() => nodes.leave(nodeId));
    await hub.listen();
    const presence = openPresence(nodes, nodeId, announce);

    // Nothing the start needs of the database comes after the doors open: everybody who was cut off returns at once.
    const token = await makeSetupToken(db);
    const setupUrl = token === undefined ? undefined : `${publicUrl}/console/setup#token=${token}`;

    // The doors: HTTP and WebSockets.
    const signIn = openSignIn({
      db,
      secret,
      publicUrl,
      announce,
      clock: now,
      privateToo: config.signInProvidersInPrivateNetworks,
      log,
    });
    collectDefaultMetrics({ register: metrics });
    const programs = openPrograms(
      join(projectRoot, "apps/quicksupport/dist"),
      join(config.dataDir, "programs"),
      (fault) => log.warn(fault),
    );
    const { askerOf } = openTokens(db);
    const { app, routes, api } = buildHttp({
      db,
      signIn: { ...signIn, personOf },
      askerOf,
      callLimits: openCallLimits(db, tries, config.apiCallsPerMinute),
      announce,
      clock: now,
      publicUrl,
      trustProxy: config.trustProxy,
      programs,
      moduleKey: moduleKeyOf(secret),
      webFolder: join(projectRoot, "apps/web/dist"),
      metrics,
      metricsToken: config.metricsToken,
      isStopping: () => stopping,
      logLevel: config.logLevel,
    });
    watch?.(app);
    addCaseRoutes(routes, { desk, store });
    addWebhookRoutes(routes, room);
    addEventRoutes(api, { streams: room.streams, askerOf, clock: now });
    addContactRoutes(routes, { db, announce });
    addSessionRoutes(api, { db, desk, store, directory, announce, publicUrl });
    const houseKey = houseKeyOf(config.recordingKey, config.dataDir);
    addRecordingRoutes(app, {
      db,
      store,
      tries,
      announce,
      personOf,
      clock: now,
      key: houseKey,
      space: config.recordingSpaceGb * 1e9,
    });
    const { smtpUrl, mailFrom, pushToPrivateAddresses: privateToo } = config;
    const mail = smtpUrl && mailFrom ? openMail({ smtpUrl, from: mailFrom }, log) : undefined;
    const contact = mailFrom ? `mailto:${mailFrom.replace(/^.*<|>$/g, "")}` : contactAt(publicUrl);
    const push = openPush({ keys: pushKeysOf(secret), contact, privateToo, log });
    const browsers = openBrowsers(db, secret, push.mayReach);
    const noticeParts = { browsers, push, mail, tries, publicUrl };
    addNoticeRoutes(routes, { ...noticeParts, db });
    const notices = openNotices({
      ...noticeParts,
      store: openNoticeStore(db, mail ? ["push", "email"] : ["push"]),
      clock: now,
      log,
    });
    closing.push(async () => {
      await notices.idle();
      push.close();
      mail?.close();
    });
    addAttachmentRoutes(app, {
      db,
      store,
      desk,
      tries,
      personOf,
      clock: now,
      key: houseKey,
      space: config.attachmentSpaceGb * 1e9,
    });
    const gate = openGate(app.server, {
      desk,
      hub,
      queue: openQueueReader({ store, directory, now }),
      store,
      directory,
      signals,
      announce,
      waysOf,
      relay,
      presence,
      availability,
      now,
      newId,
      log,
      nodeId,
      personOf,
      addressOf: (request) => addressOf(request, config.trustProxy),
      isOwnOrigin: (request) =>
        isFromOwnPage(provenanceOf({ headers: request.headers, host: request.headers.host ?? "" }), publicUrl),
    });
    // What people read at the start is where to go, not the web framework's own lines.
    app.log.level = "warn";
    const cutUnused = trackUnusedConnections(app.server);
    await app.listen({ port, host: config.host });
    app.log.level = config.logLevel;
    closing.push(() => {
      const closed = app.close();
      cutUnused();
      return closed;
    });
    closing.push(() => room.streams.end());
    closing.push(() => gate.close());
    new Gauge({
      name: "beckon_live_connections",
      help: "WebSockets open on this server.",
      registers: [metrics],
      collect() {
        this.set(gate.connections());
      },
    });

    // What comes round by itself.
    const rounds = openRounds(log);
    closing.push(() => rounds.stop());
    rounds.every(SWEEP_EVERY_MS, "Looking after cases whose time has come", () => desk.sweep());
    rounds.every(SWEEP_EVERY_MS, "Giving cases to people", () => assigner.lookAround());
    rounds.every(BEAT_EVERY_MS, "Saying that this server is alive", async () => {
      const { alive, wasForgotten, departed } = await nodes.beat(nodeId);
      if (wasForgotten) await presence.again();
      for (const person of departed) announce({ about: "presence", ...person });
      await desk.dropHeldByOthersThan(alive);
    });
    rounds.every(RECHECK_EVERY_MS, "Looking whether everybody is still signed in", () =>
      hub.recheck((signInIds) => rolesSignedIn(db, signInIds, now())),
    );
    rounds.every(BEAT_EVERY_MS, "Looking who is there", () => availability.lookAround());
    rounds.every(RECHECK_EVERY_MS, "Taking cases from people who were disabled", () => desk.releaseOfDisabled());
    rounds.every(NOTICE_EVERY_MS, "Telling who waits", () => notices.round());
    rounds.every(RECHECK_EVERY_MS, "Looking whether everybody may still follow events", () => room.streams.recheck());
    rounds.every(SWEEP_EVERY_MS, "Looking what integrations have to be told", () => room.lookAround());
    rounds.every(FORGET_EVERY_MS, "Forgetting what integrations could be told three days ago", () => room.forgetOld());
    rounds.every(FORGET_EVERY_MS, "Forgetting moves that were not made", () => moves.forgetBefore(now()));
    rounds.every(FORGET_EVERY_MS, "Deleting recordings whose time is over", async () => {
      while ((await deleteOldRecordings(db, now())) > 0) if (stopping) return;
    });
    rounds.every(FORGET_EVERY_MS, "Forgetting attachments that were not sent to the end", () =>
      forgetUnfinished(db, now()),
    );
    rounds.every(FORGET_EVERY_MS, "Forgetting how often tokens came", () => forgetOldCalls(db, now()));
    rounds.every(FORGET_EVERY_MS, "Forgetting apps' tokens that ran out", () => forgetOldGrants(db, now()));
    rounds.every(FORGET_EVERY_MS, "Forgetting old signals", () => forgetOldSignals({ signals, now }));

    return { url: publicUrl, setupUrl, programs: (await programs.offers()).length, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whom push services may write to, who take https addresses and e-mail only. */
function contactAt(publicUrl: string): string {
  return publicUrl.startsWith("https:") ? publicUrl : "mailto:operator@localhost";
}

function countRelayed(metrics: Registry): (bytes: number) => void {
  const help = "Bytes of sessions that ran through this server.";
  const counter = new Counter({ name: "beckon_relayed_bytes_total", help, registers: [metrics] });
  return (bytes) => counter.inc(bytes);
}

/** The address a WebSocket really comes from, past the proxies that are trusted. */
function addressOf(request: IncomingMessage, trust: TrustProxy): string {
  if (trust === false) return request.socket.remoteAddress ?? "";
  return proxyAddress(request, typeof trust === "number" ? (_address: string, hop: number) => hop < trust : trust);
}

async function main(): Promise<void> {
  const read = readConfig(process.env);
  if (!read.ok) {
    for (const fault of read.faults) console.error(fault);
    process.exitCode = 1;
    return;
  }
  let server: RunningServer | undefined;
  const asked = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => asked.resolve());
  try {
    server = await startServer(read.config);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
    return;
  }
  console.log(`Beckon runs at ${server.url}`);
  if (server.setupUrl) console.log(`Nobody administers it yet. Set it up here, once: ${server.setupUrl}`);
  else console.log(`The console is at ${server.url}/console`);
  if (server.programs === 0)
    console.log("There is no program of the desktop module to download yet: npm run build:quicksupport makes them.");
  await asked.promise;
  console.log("Stopping …");
  await server.stop();
}

if (import.meta.main) await main();
