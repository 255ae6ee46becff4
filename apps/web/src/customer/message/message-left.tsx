import { useState } from "preact/hooks";
import { showSessionCode, type SessionCode } from "@beckon/domain/session-code.ts";
import type { CustomerCase } from "@beckon/protocol/down.ts";
import type { MessageCard } from "@beckon/protocol/waiting.ts";
import { useCustomerState, useSurroundings } from "../surroundings.ts";
import { Problem } from "../views/problem.tsx";
import { Title } from "../views/title.tsx";
import { LeaveMessage } from "../views/leave-message.tsx";
import { NoLonger } from "../views/no-longer.tsx";
import "./message.css";

/** The customer's message is here and will be answered; they may go, or wait after all [H3]. */
export function MessageLeft({ current, message }: { current: CustomerCase; message: MessageCard }) {
  const { store, words } = useSurroundings();
  const { busy } = useCustomerState(store);
  const [waiting, setWaiting] = useState(false);
  const w = words.room.message;
  return (
    <section class="card status">
      <Title>{w.receivedTitle}</Title>
      <p>{message.callBack ? w.receivedCall(message.reach.at) : w.received(message.reach.at)}</p>
      <div>
        <p class="quiet">{w.yours}</p>
        {/* A long text scrolls by keyboard too. */}
        <section class="left-text prose" tabIndex={0} aria-label={w.yours}>
          {message.text}
        </section>
      </div>
      <p class="quiet">
        {w.until(words.formats.date(current.validUntil))} {words.waiting.codeLabel}:{" "}
        <span class="code-small">{showSessionCode(current.code as SessionCode)}</span>
      </p>
      <Problem />
      <div class="stack">
        <button
          type="button"
          class="button button-wide"
          aria-disabled={busy}
          onClick={() => {
            if (waiting) return;
            setWaiting(true);
            void store.waitOn().finally(() => setWaiting(false));
          }}
        >
          {w.wait}
        </button>
        <LeaveMessage current={current} label={w.change} />
      </div>
      <div class="actions">
        <NoLonger current={current} />
      </div>
    </section>
  );
}
