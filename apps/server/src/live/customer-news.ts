import type { Case, Party } from "@beckon/domain/case.ts";
import { CLOSE } from "@beckon/protocol/down.ts";
import type { CustomerDown } from "@beckon/protocol/down.ts";
import type { IceServer } from "@beckon/protocol/words.ts";
import type { CaseStore, Directory } from "../desk/ports.ts";
import { customerCase, invitation } from "../views/customer-case.ts";
import { expertsThere, type ExpertThere } from "../views/experts-there.ts";
import type { CareNews } from "./care.ts";
import type { Estimates } from "./estimates.ts";
import type { CustomerSeat } from "./seats.ts";

/** How a side of a session finds the other: addresses with fresh credentials, and its token for the way through the server [X10]. */
export type WaysOf = (session: string, party: Party) => { iceServers: IceServer[]; relayToken: string };

/** What is needed to tell a customer how their case stands. */
export type CustomerNews = {
  store: CaseStore;
  directory: Directory;
  waysOf: WaysOf;
  estimates: Pick<Estimates, "of">;
  care: Pick<CareNews, "of">;
};

/** Sends the customer their case as it is now, and asks for consent when an expert arrived or came back [R1, R8]. */
export async function tellCustomer(seat: CustomerSeat, current: Case, parts: CustomerNews): Promise<void> {
  const [history, around, estimate, care] = await Promise.all([
    parts.store.history({ kind: "customer", caseId: current.id, secretHash: seat.secretHash }, current.id),
    surroundings(parts.directory, current),
    parts.estimates.of(seat, current),
    parts.care.of(seat, current),
  ]);
  // Every case has a history: somebody else holds this one now, and this customer sees nothing more of it [S5].
  if (history.length === 0) return seat.close(CLOSE.superseded, "somebody else came with the code");
  // Two tellings may overlap: who was told of an expert is not told afterwards that there was none before.
  if (current.version < seat.told) return;
  seat.told = current.version;
  const view = customerCase(current, history, { ...around, place: seat.place, estimate, care });
  seat.push(write({ type: "customer/case", case: view }));

  const there = expertsThere(current);
  const hadExpert = seat.opened.size > 0;
  for (const session of seat.opened.keys())
    if (!there.some((one) => one.session === session)) seat.opened.delete(session);
  if (seat.attached) for (const one of there) open(one);
  if (hadExpert && !there.some(({ colleague }) => colleague === null))
    seat.push(write({ type: "session/over", caseId: current.id }));

  function open({ session, presence, colleague }: ExpertThere): void {
    if (presence.is !== "connected") return;
    const stay = `${presence.connection} ${colleague ? `${colleague.byId} ${colleague.part}` : ""}`;
    if (seat.opened.get(session) === stay) return;
    seat.opened.set(session, stay);
    const nameOf = (personId: string | null) => around.names.get(personId ?? "") ?? "";
    seat.push(
      write({
        type: "session/open",
        caseId: current.id,
        session,
        expert: { name: nameOf(presence.personId), company: around.branding.company },
        colleague: colleague && { by: nameOf(colleague.byId), part: colleague.part },
        recordings: around.recordings,
        ...parts.waysOf(session, "customer"),
      }),
    );
  }
}

/** What somebody who typed a code is shown before they join [S3]. */
export async function invitationTo(current: Case, directory: Directory) {
  return invitation(current, await surroundings(directory, current));
}

async function surroundings(directory: Directory, current: Case) {
  const [company, reception] = await Promise.all([directory.company(current.companyId), directory.reception(current)]);
  const { survey, programOf, ...words } = reception;
  const { recordings } = company;
  return { recordings, branding: { company: company.name, ...words }, survey, programOf, names: company.peopleNames };
}

function write(message: CustomerDown): string {
  return JSON.stringify(message);
}
