import type { CaseEvent } from "./case.ts";

/** What stays in a case's history of an event once everything personal was taken out of the case [K4]: that it happened, and when. */
export function withoutPersonalData(event: CaseEvent): CaseEvent {
  switch (event.is) {
    case "created":
      return {
        ...event,
        case: {
          ...event.case,
          customerName: "",
          customerEmail: "",
          description: "",
          tags: [],
          ...(event.case.integration ? { integration: null } : {}),
        },
      };
    case "edited": {
      const to = { ...event.to };
      for (const fact of ["customerName", "customerEmail", "description"] as const)
        if (to[fact] !== undefined) to[fact] = "";
      if (to.tags) to.tags = [];
      return { ...event, to };
    }
    case "integrationChanged": {
      const to = { ...event.to };
      for (const text of ["customId", "customApi", "waitingMessage"] as const)
        if (to[text] !== undefined) to[text] = "";
      return { ...event, to };
    }
    case "connected": {
      const { device: _, ...rest } = event;
      return rest;
    }
    case "noted":
    case "said":
      return { ...event, text: "" };
    case "messageLeft":
      return { ...event, text: "", reach: { ...event.reach, at: "" } };
    case "attached":
      return { ...event, attachment: { ...event.attachment, name: "" } };
    case "messageAnswered":
      return { ...event, note: "" };
    case "rated":
      return { ...event, comment: "" };
    // Named one by one: whoever adds an event has to say here whether it holds something personal.
    case "assigned":
    case "extended":
    case "dropped":
    case "returned":
    case "left":
    case "consented":
    case "invited":
    case "uninvited":
    case "colleagueConnected":
    case "colleagueReturned":
    case "colleagueDropped":
    case "colleagueLeft":
    case "handedOver":
    case "offered":
    case "offerEnded":
    case "escalated":
    case "messageTakenBack":
    case "closed":
    case "expired":
    case "reopened":
    case "erased":
    case "deleted":
      return event;
  }
}
