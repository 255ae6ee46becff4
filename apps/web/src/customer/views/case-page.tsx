import type { CustomerCase } from "@beckon/protocol/down.ts";
import { isOpen } from "@beckon/domain/case.ts";
import { hasLeftMessage } from "../standing.ts";
import { useSurroundings } from "../surroundings.ts";
import { Suspense } from "./suspense.tsx";
import type { CustomerState } from "@beckon/customer/customer-state.ts";
import { AfterPage } from "./after-page.tsx";
import { ChatPanel } from "./chat-panel.tsx";
import { ConsentPage } from "./consent-page.tsx";
import { WaitingPage } from "./waiting-page.tsx";

const loadAttachments = () => import("../attachments/attachments.tsx").then((part) => part.Attachments);
const loadDesktopConsent = () => import("../module/desktop-consent.tsx").then((part) => part.DesktopConsent);
const loadDesktopSession = () => import("../module/desktop-session.tsx").then((part) => part.DesktopSession);
const loadMessageLeft = () => import("../message/message-left.tsx").then((part) => part.MessageLeft);
const loadSessionPage = () => import("../session/session-page.tsx").then((part) => part.SessionPage);

/** The customer's case: what happens now on one side, the chat on the other. */
export function CasePage({ state, current }: { state: CustomerState; current: CustomerCase }) {
  const { visit } = state;
  const { store, desktop } = useSurroundings();
  if (!isOpen(current.state)) return <AfterPage current={current} />;
  const { holding } = store;
  const asked = visit.is === "asked" || visit.is === "resume";
  return (
    <div class={visit.is === "on" ? "columns columns-session" : "columns"}>
      <div class="main-column">
        {visit.is === "on" ? (
          <Suspense
            load={desktop ? loadDesktopSession : loadSessionPage}
            props={{ remote: visit.remote, opening: visit.opening, colleagues: state.colleagues, current }}
          />
        ) : asked && desktop ? (
          <Suspense key={visit.opening.session} load={loadDesktopConsent} props={{ visit }} />
        ) : asked ? (
          <ConsentPage key={visit.opening.session} visit={visit} />
        ) : current.message && hasLeftMessage(current) ? (
          <Suspense key="message" load={loadMessageLeft} props={{ current, message: current.message }} />
        ) : (
          <WaitingPage current={current} visit={visit} />
        )}
        {!asked && holding && <Suspense key="attachments" quiet load={loadAttachments} props={{ current, holding }} />}
      </div>
      <ChatPanel state={state} current={current} />
    </div>
  );
}
