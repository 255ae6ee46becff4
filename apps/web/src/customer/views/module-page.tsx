import { useRef, useState } from "preact/hooks";
import type { ModulePage as Module } from "@beckon/protocol/modules.ts";
import type { NewMessage } from "@beckon/protocol/waiting.ts";
import { email } from "@beckon/protocol/words.ts";
import { disclaimerIn, moduleWords } from "../module-words.ts";
import { useCustomerState, useSurroundings } from "../surroundings.ts";
import { Field } from "./field.tsx";
import { Problem } from "./problem.tsx";
import { Suspense } from "./suspense.tsx";
import { Title } from "./title.tsx";

type Faults = { name?: string; email?: string; description?: string; disclaimer?: string };

const loadMessageForm = () => import("../message/message-form.tsx").then((part) => part.MessageForm);
const loadProgramOffer = () => import("../hands-on/program-offer.tsx").then((part) => part.ProgramOffer);

/** A module's page: its words, what it asks, one big button, and in a browser the program to do the same with. */
export function ModulePage({ module }: { module: Module }) {
  const { desktop } = useSurroundings();
  const offered = desktop === null && !module.suspended && module.programs.length > 0;
  return (
    <>
      <Asking module={module} />
      {offered && <Suspense load={loadProgramOffer} props={{ module }} />}
    </>
  );
}

function Asking({ module }: { module: Module }) {
  const { store, words, language } = useSurroundings();
  const { busy } = useCustomerState(store);
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState("");
  const [mail, setMail] = useState("");
  const [description, setDescription] = useState("");
  const [accepted, setAccepted] = useState(false);
  const [checked, setChecked] = useState(false);
  const [writing, setWriting] = useState(false);
  const { branding, fields, closed } = module;
  const { title, welcome } = moduleWords(branding, language);
  const disclaimer = disclaimerIn(module, language);

  const faults: Faults = {};
  if (fields.name === "required" && name.trim() === "") faults.name = words.required;
  if (fields.description === "required" && description.trim() === "") faults.description = words.required;
  const mailFits = mail.trim() === "" ? fields.email !== "required" : email.safeParse(mail).success;
  if (fields.email !== "hidden" && !mailFits)
    faults.email = fields.email === "required" ? words.badEmailRequired : words.badEmail;
  if (disclaimer !== "" && !accepted) faults.disclaimer = words.module.mustAccept;
  const shown: Faults = checked ? faults : {};

  const isComplete = (): boolean => {
    setChecked(true);
    if (Object.keys(faults).length > 0) {
      // The first field in question takes the focus once it is marked.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return false;
    }
    return true;
  };
  const send = (message: NewMessage | null = null): void => {
    void store.openModule({
      customerName: name.trim(),
      customerEmail: mail.trim(),
      description: description.trim(),
      disclaimerAccepted: accepted,
      message,
    });
  };

  if (module.suspended)
    return (
      <section class="card narrow">
        <Title>{words.module.suspendedTitle}</Title>
        <p>{words.module.suspended(branding.company)}</p>
      </section>
    );

  return (
    <>
      <form
        ref={form}
        class="card narrow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isComplete()) send();
        }}
      >
        <Title>{title || words.module.title}</Title>
        <p class="prose">{welcome || words.module.welcome}</p>
        {closed && (
          <p class="note">
            {words.room.closed(closed.opensAt === null ? null : words.formats.coming(closed.opensAt, Date.now()))}
          </p>
        )}
        {fields.name !== "hidden" && (
          <Field label={words.module.name} optional={fields.name === "optional"} wrong={shown.name}>
            {(attributes) => (
              <input
                {...attributes}
                autocomplete="name"
                required={fields.name === "required"}
                maxLength={100}
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        {fields.email !== "hidden" && (
          <Field label={words.module.email} optional={fields.email === "optional"} wrong={shown.email}>
            {(attributes) => (
              <input
                {...attributes}
                type="email"
                autocomplete="email"
                required={fields.email === "required"}
                maxLength={254}
                value={mail}
                onInput={(event) => setMail(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        {fields.description !== "hidden" && (
          <Field
            label={words.module.description}
            optional={fields.description === "optional"}
            wrong={shown.description}
          >
            {(attributes) => (
              <textarea
                {...attributes}
                rows={4}
                required={fields.description === "required"}
                maxLength={4000}
                value={description}
                onInput={(event) => setDescription(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        {disclaimer !== "" && (
          <div class="field">
            {/* A long text scrolls by keyboard too. */}
            <section class="disclaimer prose" tabIndex={0} aria-label={words.module.terms}>
              {disclaimer}
            </section>
            <label class="check">
              <input
                type="checkbox"
                checked={accepted}
                aria-invalid={shown.disclaimer !== undefined}
                aria-describedby="accept-wrong"
                onChange={(event) => setAccepted(event.currentTarget.checked)}
              />
              <span>{words.module.accept}</span>
            </label>
            <p id="accept-wrong" class="wrong">
              {shown.disclaimer}
            </p>
          </div>
        )}
        <Problem />
        {closed && (
          <button
            type="button"
            class="button button-primary button-wide button-tall"
            aria-disabled={busy}
            onClick={() => setWriting(isComplete())}
          >
            {words.room.message.title}
          </button>
        )}
        <button
          type="submit"
          class={closed ? "button button-wide" : "button button-primary button-wide button-tall"}
          aria-disabled={busy}
        >
          {busy ? words.module.sending : closed ? words.room.anyway : words.module.go}
        </button>
      </form>
      {writing && (
        <Suspense
          load={loadMessageForm}
          props={{
            before: { text: description, reach: { by: "email" as const, at: mail.trim() }, callBack: true },
            mayStay: false,
            onSend: send,
            onClose: () => setWriting(false),
          }}
        />
      )}
    </>
  );
}
