import { TextField } from "../controls/field.tsx";
import { useWords } from "../words/use-words.tsx";

/** One's password again, before something that changes how one signs in. */
export function PasswordField({ error, first = true }: { error: string | null; first?: boolean }) {
  const w = useWords();
  return (
    <TextField
      label={w.factors.password}
      name="password"
      type="password"
      required
      autoFocus={first}
      autoComplete="current-password"
      error={error}
    />
  );
}
