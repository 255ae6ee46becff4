import type { Case, Party } from "@beckon/domain/case.ts";
import { CLOSE } from "@beckon/protocol/down.ts";
import type { CustomerDown } from "@beckon/protocol/down.ts";
import type { IceServer } from "@beckon/protocol/words.ts";
import type { CaseStore, Directory } from "../desk/ports.ts";
import { customerCase, invitation } from "../views/customer-case.ts";
import type { CustomerSeat } from "./seats.ts";

/** How a side of a session finds the other: addresses with fresh credentials, and its token for the way through the server [X10]. */
export type WaysOf = (session: string, party: Party) => { iceServers: IceServer[]; relayToken: string };

/** What is needed to tell a customer how their case stands. */
export type CustomerNews = {
  store: CaseStore;
  directory: Directory;
  waysOf: WaysOf;
};

/** Sends the customer their case as it is now, and asks for consent when an expert arrived or came back [R1, R8]. */
export async function tellCustomer(seat: CustomerSeat, current: Case, parts: CustomerNews): Promise<void> {
  const [history, around] = await Promise.all([
    parts.store.history({ kind: "customer", caseId: current.id, secretHash: seat.secretHash }, current.id),
    surroundings(parts.directory, current),
  ]);
  // Every case has a history: somebody else holds this one now, and this customer sees nothing more of it [S5].
  if (history.length === 0) return seat.close(CLOSE.superseded, "somebody else came with the code");
  const view = customerCase(current, history, { ...around, place: seat.place });
  seat.push(write({ type: "customer/case", case: view }));

  const { expert } = current;
  if (expert.is === "connected" && seat.attached) {
    const stay = `${sessionId(current.id, expert.arrived)} ${expert.connection}`;
    if (seat.opened === stay) return;
    seat.opened = stay;
    const session = sessionId(current.id, expert.arrived);
    const name = around.names.get(expert.personId ?? "") ?? "";
    seat.push(
      write({
        type: "session/open",
        caseId: current.id,
        session,
        expert: { name, company: around.branding.company },
        recordings: around.recordings,
        ...parts.waysOf(session, "customer"),
      }),
    );
  } else if (expert.is !== "reconnecting" && seat.opened !== null) {
    seat.opened = null;
    seat.push(write({ type: "session/over", caseId: current.id }));
  }
}

/** What somebody who typed a code is shown before they join [S3]. */
export async function invitationTo(current: Case, directory: Directory) {
  return invitation(current, await surroundings(directory, current));
}

/** Names one stay of an expert in a case: the same through drops and returns, another after they left. */
export function sessionId(caseId: string, arrived: number): string {
  return `${caseId}-${arrived}`;
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
