import { useEffect, useState } from "preact/hooks";
import { useDesktop } from "../surroundings.ts";
import { Field } from "../views/field.tsx";

/** Where received files lie, and how to choose another folder [X20]. */
export function ReceiveFolder() {
  const { module, words, acts } = useDesktop();
  const [typed, setTyped] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const refused = asked !== null && asked === module.refusedFolder;
  useEffect(() => {
    if (asked !== null && asked === module.folder) {
      setTyped(null);
      setAsked(null);
    }
  }, [asked, module.folder]);

  if (typed === null)
    return (
      <p class="quiet lies">
        <span>
          {words.files.lies} <b>{module.folder}</b>
        </span>
        <button type="button" class="button button-quiet button-small" onClick={() => setTyped(module.folder)}>
          {words.files.change}
        </button>
      </p>
    );
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(typed.trim());
        acts.receiveInto(typed.trim());
      }}
    >
      <Field
        label={words.files.folder}
        hint={words.files.folderHint}
        wrong={refused ? words.files.folderWrong : undefined}
      >
        {(attributes) => (
          <input {...attributes} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        )}
      </Field>
      <div class="actions">
        <button type="button" class="button button-small" onClick={() => setTyped(null)}>
          {words.files.cancel}
        </button>
        <button type="submit" class="button button-small button-primary">
          {words.files.save}
        </button>
      </div>
    </form>
  );
}
