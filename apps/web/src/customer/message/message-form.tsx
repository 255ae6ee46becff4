import { useRef, useState } from "preact/hooks";
import { REACHES } from "@beckon/domain/message.ts";
import { phone, type MessageCard, type NewMessage } from "@beckon/protocol/waiting.ts";
import { email } from "@beckon/protocol/words.ts";
import { useCustomerState, useSurroundings } from "../surroundings.ts";
import { Field } from "../views/field.tsx";
import { Problem } from "../views/problem.tsx";
import { useModal } from "../views/use-modal.ts";
import "./message.css";

type Faults = { text?: string; at?: string };

/** Asks for a message and a way to answer it [H3]; `mayStay` offers to wait on beside it. */
export function MessageForm(props: {
  before: Pick<MessageCard, "text" | "reach" | "callBack">;
  mayStay: boolean;
  onSend: (message: NewMessage) => void;
  onClose: () => void;
}) {
  const { store, words } = useSurroundings();
  const { busy } = useCustomerState(store);
  const w = words.room.message;
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog, props.onClose);
  const { before } = props;
  const [text, setText] = useState(before.text);
  const [by, setBy] = useState(before.reach.by);
  const [at, setAt] = useState({ email: "", phone: "", [before.reach.by]: before.reach.at });
  const [callBack, setCallBack] = useState(before.callBack);
  const [stays, setStays] = useState(false);
  const [checked, setChecked] = useState(false);

  const faults: Faults = {};
  if (text.trim() === "") faults.text = words.required;
  if (by === "email" && !email.safeParse(at.email).success) faults.at = words.badEmailRequired;
  if (by === "phone" && !phone.safeParse(at.phone).success) faults.at = w.badPhone;
  const shown: Faults = checked ? faults : {};

  const send = (event: Event): void => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(faults).length > 0) {
      // The first field in question takes the focus once it is marked.
      requestAnimationFrame(() => dialog.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const reach = { by, at: at[by].trim() };
    props.onSend({ text: text.trim(), reach, callBack: by === "phone" && callBack, stays: props.mayStay && stays });
  };

  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="message-title">
      <form class="message-form" noValidate onSubmit={send}>
        <h2 id="message-title">{w.title}</h2>
        <p class="quiet">{w.intro}</p>
        <Field label={w.text} wrong={shown.text}>
          {(attributes) => (
            <textarea
              {...attributes}
              rows={4}
              maxLength={4000}
              required
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <fieldset class="ways">
          <legend>{w.how}</legend>
          {REACHES.map((one) => (
            <label key={one} class="check">
              <input type="radio" name="reach" value={one} checked={by === one} onChange={() => setBy(one)} />
              <span>{w[one]}</span>
            </label>
          ))}
        </fieldset>
        <Field key={by} label={by === "email" ? w.emailAt : w.phoneAt} wrong={shown.at}>
          {(attributes) => (
            <input
              {...attributes}
              type={by === "email" ? "email" : "tel"}
              autocomplete={by === "email" ? "email" : "tel"}
              maxLength={by === "email" ? 254 : 40}
              required
              value={at[by]}
              onInput={({ currentTarget: { value } }) => setAt({ ...at, [by]: value })}
            />
          )}
        </Field>
        {by === "phone" && <Check label={w.callBack} on={callBack} onChange={setCallBack} />}
        {props.mayStay && <Check label={w.stays} on={stays} onChange={setStays} />}
        <Problem />
        <div class="actions">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {w.back}
          </button>
          <button type="submit" class="button button-primary" aria-disabled={busy}>
            {busy ? w.sending : w.send}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Check({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
