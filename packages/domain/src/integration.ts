import type { Case } from "./case.ts";

/** What an integration keeps with a case: an id and data of its own, and a message that the waiting customer reads. */
export type Integration = { customId: string; customApi: string; waitingMessage: string };
export const NO_INTEGRATION: Integration = { customId: "", customApi: "", waitingMessage: "" };

/** What an integration says of a case that is no fact of its own: what it keeps with it, and by whose words the customer is received. */
export type IntegrationChange = Partial<Integration> & { moduleId?: string };

export type IntegrationEvent = { is: "integrationChanged"; to: IntegrationChange };

/** The parts of a case that change with what an integration keeps. */
export function withIntegration(
  current: Case,
  { moduleId = current.moduleId ?? "", ...kept }: IntegrationChange,
): Case {
  const integration = { ...(current.integration ?? NO_INTEGRATION), ...kept };
  const isEmpty = Object.values(integration).every((text) => text === "");
  return { ...current, moduleId: moduleId === "" ? null : moduleId, integration: isEmpty ? null : integration };
}

/** Of what is asked for, only what is not so already. */
export function changedIntegration(current: Case, wanted: IntegrationChange): IntegrationChange {
  const { moduleId, integration } = current;
  const before: Record<string, string | null> = { ...(integration ?? NO_INTEGRATION), moduleId };
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => before[name] !== value));
}
