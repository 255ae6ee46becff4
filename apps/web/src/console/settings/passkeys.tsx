import type { OwnFactors } from "@beckon/protocol/sign-in.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { hasPasskeys, removePasskey, renamePasskey } from "../calls/passkeys.ts";
import { readOwnFactors } from "../calls/second-factor.ts";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { TextField } from "../controls/field.tsx";
import { tell } from "../controls/notices.tsx";
import { Arriving } from "../shell/page.tsx";
import { AddPasskey } from "../sign-in/add-passkey.tsx";
import { factorProblem } from "../sign-in/factor-problem.ts";
import { PasswordField } from "../sign-in/password-field.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { useWords } from "../words/use-words.tsx";

type Passkey = OwnFactors["passkeys"][number];
type Open = { is: "add" } | { is: "rename" | "remove"; key: Passkey };

/** One's passkeys: added, named and removed [I3]. */
export function Passkeys() {
  const { passkeys: words } = useWords().factors;
  const queries = useQueryClient();
  const own = useQuery({ queryKey: ["ownFactors"], queryFn: readOwnFactors });
  const [open, setOpen] = useState<Open | null>(null);
  if (!own.data) return <Arriving query={own} />;
  const keys = own.data.passkeys;
  async function close(said?: string): Promise<void> {
    setOpen(null);
    if (said !== undefined) tell(said);
    await queries.invalidateQueries({ queryKey: ["ownFactors"] });
    await queries.invalidateQueries({ queryKey: ["signIns"] });
  }
  return (
    <>
      <p className="max-w-prose text-muted">{words.intro}</p>
      {keys.length === 0 ? <p>{words.none}</p> : <List keys={keys} onOpen={setOpen} />}
      <div>
        {hasPasskeys() ? (
          <Button icon="plus" onPress={() => setOpen({ is: "add" })}>
            {words.add}
          </Button>
        ) : (
          <p className="text-muted">{words.unable}</p>
        )}
      </div>
      {open?.is === "add" && (
        <Dialog title={words.add} onClose={() => void close()}>
          <AddPasskey onDone={() => close(words.added)} />
        </Dialog>
      )}
      {open?.is === "rename" && (
        <Dialog title={words.rename} onClose={() => void close()}>
          <Rename passkey={open.key} onDone={() => close(words.renamed)} />
        </Dialog>
      )}
      {open?.is === "remove" && (
        <Dialog title={`${words.remove}: ${open.key.name}`} onClose={() => void close()}>
          <Remove passkey={open.key} onDone={() => close(words.removed)} />
        </Dialog>
      )}
    </>
  );
}

function List({ keys, onOpen }: { keys: readonly Passkey[]; onOpen: (open: Open) => void }) {
  const w = useWords();
  const words = w.factors.passkeys;
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {keys.map((key) => (
        <li key={key.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
          <div className="min-w-0 grow">
            <p className="font-medium break-words">{key.name}</p>
            <p className="text-muted">
              {words.since(w.f.date(key.createdAt))} ·{" "}
              {key.lastUsedAt === null ? words.neverUsed : words.lastUsed(w.f.date(key.lastUsedAt))}
            </p>
          </div>
          <div className="flex gap-2">
            <Button aria-label={`${words.rename}: ${key.name}`} onPress={() => onOpen({ is: "rename", key })}>
              {words.rename}
            </Button>
            <Button aria-label={`${words.remove}: ${key.name}`} onPress={() => onOpen({ is: "remove", key })}>
              {words.remove}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Rename({ passkey, onDone }: { passkey: Passkey; onDone: () => unknown }) {
  const w = useWords();
  const { busy, problem, submit } = useFormCall(async (field) => {
    await renamePasskey(passkey.id, field("name").trim());
    await onDone();
  });
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <TextField
        label={w.factors.passkeys.name}
        name="name"
        required
        maxLength={60}
        autoFocus
        defaultValue={passkey.name}
        error={problem?.text}
      />
      <div>
        <Button type="submit" tone="accent" busy={busy}>
          {w.save}
        </Button>
      </div>
    </form>
  );
}

function Remove({ passkey, onDone }: { passkey: Passkey; onDone: () => unknown }) {
  const w = useWords();
  const words = w.factors.passkeys;
  const { busy, problem, submit } = useFormCall(async (field) => {
    await removePasskey(passkey.id, field("password"));
    await onDone();
  });
  const said = factorProblem(w, problem);
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <p>{words.removeText}</p>
      <PasswordField error={said.password} />
      <div role="alert">{said.other && <p className="text-danger-text">{said.other}</p>}</div>
      <div>
        <Button type="submit" tone="danger" busy={busy}>
          {words.remove}
        </Button>
      </div>
    </form>
  );
}
