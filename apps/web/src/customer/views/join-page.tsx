import { useEffect, useRef, useState } from "preact/hooks";
import { parseSessionCode } from "@beckon/domain/session-code.ts";
import { groupTyped } from "@beckon/customer/address.ts";
import { useCustomerState, useSurroundings } from "../surroundings.ts";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { Problem } from "./problem.tsx";
import { canScan, QrScan } from "./qr-scan.tsx";
import { Title } from "./title.tsx";

/** Where a customer types the code their expert gave them; nothing else. */
export function JoinPage() {
  const { store, words } = useSurroundings();
  const { busy } = useCustomerState(store);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [scanning, setScanning] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const go = (text: string): void => {
    const code = parseSessionCode(text);
    setWrong(code === undefined ? words.join.incomplete : undefined);
    if (code !== undefined) void store.look(code);
    else input.current?.focus();
  };
  const take = (text: string): void => {
    // Deleting a dash must not bring it back at once: only what grows is grouped.
    setTyped(text.length > typed.length || text.length > 11 ? groupTyped(text) : text);
    setWrong(undefined);
  };

  return (
    <form
      class="card narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) go(typed);
      }}
    >
      <Title>{words.join.title}</Title>
      <Field label={words.join.code} hint={words.join.hint} wrong={wrong}>
        {(attributes) => (
          <input
            {...attributes}
            ref={input}
            class="code-input"
            inputMode="numeric"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            maxLength={40}
            placeholder="123-456-789"
            value={typed}
            onInput={(event) => take(event.currentTarget.value)}
          />
        )}
      </Field>
      {wrong === undefined && <Problem />}
      <button type="submit" class="button button-primary button-wide" aria-disabled={busy}>
        {busy ? words.loading : words.join.go}
      </button>
      {canScan() && (
        <button type="button" class="button button-wide" onClick={() => setScanning(true)}>
          <Icon name="scan" /> {words.join.scan}
        </button>
      )}
      {scanning && (
        <QrScan
          onClose={() => setScanning(false)}
          onCode={(code) => {
            setScanning(false);
            setTyped(groupTyped(code));
            go(code);
          }}
        />
      )}
    </form>
  );
}
