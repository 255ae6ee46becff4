import { useEffect, useState } from "preact/hooks";
import type { CustomerCase } from "@beckon/protocol/down.ts";
import { useSurroundings } from "../surroundings.ts";
import { Icon } from "./icon.tsx";
import { Suspense } from "./suspense.tsx";

const loadForm = () => import("../message/message-form.tsx").then((part) => part.MessageForm);

/** Opens the form for a message, new or to be changed [H3]; it closes once the message is here. */
export function LeaveMessage({
  current,
  label,
  plain = false,
}: {
  current: CustomerCase;
  label: string;
  /** It is what most will want to do here. */
  plain?: boolean;
}) {
  const { store } = useSurroundings();
  const [open, setOpen] = useState(false);
  const { message, waitingSince } = current;
  useEffect(() => setOpen(false), [message?.at]);
  const before = message ?? {
    text: "",
    callBack: true,
    reach: { by: "email" as const, at: current.customerEmail },
  };
  return (
    <>
      <button
        type="button"
        class={plain ? "button button-primary" : "button button-quiet"}
        onClick={() => setOpen(true)}
      >
        <Icon name="chat" /> {label}
      </button>
      {open && (
        <Suspense
          load={loadForm}
          props={{
            before,
            mayStay: waitingSince !== null,
            onSend: (left) => void store.leaveMessage(left),
            onClose: () => setOpen(false),
          }}
        />
      )}
    </>
  );
}
