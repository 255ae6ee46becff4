import type { Case, Command, CustomerDevice } from "@beckon/domain/case.ts";
import { isOpen } from "@beckon/domain/case.ts";
import type { Outcome } from "@beckon/domain/refusal.ts";
import { done, refused } from "@beckon/domain/refusal.ts";
import type { Answers } from "@beckon/protocol/down.ts";
import type { CustomerUp } from "@beckon/protocol/up.ts";
import type { KnownDevice } from "../desk/ports.ts";
import { secretHashOf as hashOf } from "../desk/secret-hash.ts";
import type { TakeRequest } from "../limits/rate-limit.ts";
import { stayOf } from "../views/experts-there.ts";
import type { Connection } from "./connection.ts";
import { invitationTo, tellCustomer } from "./customer-news.ts";
import type { LiveParts } from "./live-parts.ts";
import { reply } from "./reply.ts";
import type { CustomerSeat } from "./seats.ts";
import { relay } from "./signalling.ts";

type Request = Extract<CustomerUp, { id: string }>;
/** What is asked of the case at which the customer already is. */
type CaseRequest = Exclude<
  Request,
  {
    type:
      | "customer/look"
      | "customer/join"
      | "customer/open"
      | "customer/return"
      | "customer/move"
      | "customer/prepare-move";
  }
>;

/** Serves one customer's page: first who they are (a code, a module, or their own secret), then their one case. Resolves when its leaving is written down. */
export function serveCustomer(
  parts: LiveParts,
  connection: Connection<Exclude<CustomerUp, { type: "hello" | "ping" }>>,
  address: string,
  takeAct: TakeRequest,
): Promise<void> {
  const { desk, hub, directory } = parts;
  let seat: CustomerSeat | undefined;
  let device: CustomerDevice | undefined;
  let known: KnownDevice | undefined;

  /** Binds this connection to the case it has just arrived at, or to one that is over. */
  async function sit(current: Case, secretHash: string): Promise<Outcome<Answers>> {
    if (seat && seat.caseId !== current.id) stand(seat);
    const isHere = current.customer.is === "connected" && current.customer.connection === connection.id;
    const place = await hub.placeOf(current.groupId, current.id);
    if (!seat || seat.caseId !== current.id) {
      seat = takeSeat(current, secretHash, place);
      hub.seats.addCustomer(seat);
    }
    Object.assign(seat, { since: isHere ? current.version : Infinity, attached: true, place });
    seat.opened.clear();
    // Read again: something may have happened between arriving and being found here.
    const now = (await parts.store.read({ kind: "customer", caseId: current.id, secretHash }, current.id)) ?? current;
    await tellCustomer(seat, now, { ...parts, estimates: hub.estimates, care: hub.care });
    return done({ caseId: current.id, code: current.code });
  }

  function takeSeat(current: Case, secretHash: string, place: number | null): CustomerSeat {
    const made: CustomerSeat = {
      connection: connection.id,
      caseId: current.id,
      companyId: current.companyId,
      groupId: current.groupId,
      secretHash,
      since: Infinity,
      attached: true,
      place,
      moduleId: current.moduleId,
      isOffered: false,
      isUncared: false,
      care: null,
      waitingSince: null,
      estimate: { told: null, place: null, at: 0 },
      told: 0,
      opened: new Map(),
      push: connection.push,
      close: connection.close,
      async arrive() {
        const before = made.since;
        made.since = Infinity;
        try {
          const outcome = await desk.arrive(made.caseId, secretHash, arrival());
          if (outcome.ok) made.since = outcome.value.case.version;
          else made.attached = false;
          return outcome.ok;
        } finally {
          if (made.since === Infinity) made.since = before;
        }
      },
    };
    return made;
  }

  function stand(from: CustomerSeat): void {
    from.attached = false;
    hub.seats.removeCustomer(from);
  }

  function arrival() {
    return {
      connection: connection.id,
      device: device ?? { browser: "", system: "", language: "", screen: "", channel: "web" as const },
      known,
    };
  }

  /** Comes to a case that the secret holds: connects while it is open, else only shows how it ended. */
  async function comeTo(current: Case, secretHash: string): Promise<Outcome<Answers>> {
    const { customer } = current;
    if (isOpen(current.life.state) && customer.is === "connected" && customer.connection === connection.id)
      return sit(current, secretHash);
    const arrived = await desk.arrive(current.id, secretHash, arrival());
    if (arrived.ok) return sit(arrived.value.case, secretHash);
    if (arrived.refusal.reason === "notOpen") return sit(current, secretHash);
    return arrived;
  }

  async function serve(request: Request): Promise<Outcome<Answers>> {
    if ("device" in request) ({ device } = request);
    if ("known" in request && request.known) {
      const { secret, ...told } = request.known;
      known = { ...told, hash: hashOf(secret) };
    }
    // By whose secret, so that coming back does not begin anew. Leaving is always possible.
    const holder = "secret" in request ? hashOf(request.secret) : seat?.secretHash;
    const retryAfterSeconds =
      holder === undefined || request.type === "customer/leave" ? 0 : takeAct(holder, parts.now());
    if (retryAfterSeconds > 0) return refused({ reason: "tooManyTries", retryAfterSeconds });
    switch (request.type) {
      case "customer/look": {
        const found = await desk.look(request.code, address);
        return found.ok ? done({ invitation: await invitationTo(found.value, directory) }) : found;
      }
      case "customer/join": {
        const secretHash = hashOf(request.secret);
        const joined = await desk.join(request.code, secretHash, address, {
          ...arrival(),
          customerName: request.customerName,
        });
        return joined.ok ? sit(joined.value, secretHash) : joined;
      }
      case "customer/open": {
        const secretHash = hashOf(request.secret);
        const opened = await desk.openModule(request.id, { ...request, secretHash, address }, arrival());
        return opened.ok ? comeTo(opened.value, secretHash) : opened;
      }
      case "customer/move": {
        const secretHash = hashOf(request.secret);
        const moved = await desk.move(hashOf(request.move), secretHash, arrival());
        return moved.ok ? sit(moved.value, secretHash) : moved;
      }
      case "customer/prepare-move":
        return seat
          ? desk.prepareMove(seat.caseId, seat.secretHash, hashOf(request.move))
          : refused({ reason: "notConnected" });
      case "customer/return": {
        const secretHash = hashOf(request.secret);
        const found = await desk.bySecret(secretHash);
        return found ? comeTo(found, secretHash) : refused({ reason: "notFound" });
      }
      default:
        return seat ? act(request, seat) : refused({ reason: "notConnected" });
    }
  }

  async function act(request: CaseRequest, at: CustomerSeat): Promise<Outcome<Answers>> {
    if (request.type === "customer/leave") at.attached = false;
    const { caseId, secretHash } = at;
    if (request.type === "customer/leave-message") {
      const { type: _type, id, ...message } = request;
      const left = await desk.leaveMessage({ kind: "customer", caseId, secretHash }, caseId, id, message);
      return left.ok ? done({}) : left;
    }
    const command = commandOf(request, connection.id);
    const outcome = await desk.act({ kind: "customer", caseId, secretHash }, caseId, request.id, command);
    if (outcome.ok && request.type === "customer/reopen") await at.arrive();
    return outcome.ok ? done({}) : outcome;
  }

  connection.serve({
    greeted: () => Promise.resolve(),
    async message(message) {
      if (message.type === "session/signal") {
        if (seat?.attached && seat.caseId === message.caseId) await relay(parts, { ...message, to: "expert" });
        return;
      }
      await reply(parts, connection, message.id, () => serve(message));
    },
  });

  return connection.closed.then(async () => {
    if (!seat) return;
    hub.seats.removeCustomer(seat);
    const drop: Command = { do: "drop", party: "customer", connection: connection.id };
    await desk
      .act({ kind: "house" }, seat.caseId, null, drop)
      .catch((error: unknown) => parts.log.error({ err: error }, "A customer's leaving was not written down"));
  });
}

function commandOf(request: Exclude<CaseRequest, { type: "customer/leave-message" }>, connection: string): Command {
  switch (request.type) {
    case "customer/say":
      return { do: "say", text: request.text };
    case "customer/wait":
      return { do: "takeMessageBack" };
    case "customer/consent":
      return { do: "recordConsent", answer: request.answer, arrived: stayOf(request.session).arrived };
    case "customer/dismiss":
      return { do: "dismiss", who: { arrived: stayOf(request.session).arrived } };
    case "customer/leave":
      return { do: "leave", connection };
    case "customer/close":
      return { do: "close", outcome: null };
    case "customer/reopen":
      return { do: "reopen" };
    case "customer/rate":
      return { do: "rate", stars: request.stars, comment: request.comment };
  }
}
