import type { CustomerCase } from "@beckon/protocol/down.ts";
import { isOpen } from "@beckon/domain/case.ts";
import { Suspense } from "./suspense.tsx";
import type { CustomerState } from "@beckon/customer/customer-state.ts";
import { AfterPage } from "./after-page.tsx";
import { ChatPanel } from "./chat-panel.tsx";
import { ConsentPage } from "./consent-page.tsx";
import { WaitingPage } from "./waiting-page.tsx";

const loadSessionPage = () => import("../session/session-page.tsx").then((part) => part.SessionPage);

/** The customer's case: what happens now on one side, the chat on the other. */
export function CasePage({ state, current }: { state: CustomerState; current: CustomerCase }) {
  const { visit } = state;
  if (!isOpen(current.state)) return <AfterPage current={current} />;
  const asked = visit.is === "asked" || visit.is === "resume";
  return (
    <div class={visit.is === "on" ? "columns columns-session" : "columns"}>
      {visit.is === "on" ? (
        <Suspense
          key={visit.opening.session}
          load={loadSessionPage}
          props={{ remote: visit.remote, opening: visit.opening, current }}
        />
      ) : asked ? (
        <ConsentPage key={visit.opening.session} visit={visit} />
      ) : (
        <WaitingPage current={current} visit={visit} />
      )}
      <ChatPanel state={state} current={current} />
    </div>
  );
}
