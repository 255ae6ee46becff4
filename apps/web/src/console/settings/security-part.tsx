import { useQuery, useQueryClient } from "@tanstack/react-query";
import { changePassword, currentSignIn, endSignIn, listSignIns } from "../calls/account.ts";
import { Refused } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { TextField } from "../controls/field.tsx";
import { tell } from "../controls/notices.tsx";
import { useMe } from "../live/use-live.tsx";
import { Arriving, Part } from "../shell/page.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { useWords } from "../words/use-words.tsx";
import { browserName } from "./browser-name.ts";
import { Passkeys } from "./passkeys.tsx";
import { SecondFactor } from "./second-factor.tsx";

/** How one signs in, and where one is signed in. */
export function SecurityPart() {
  const w = useWords();
  return (
    <>
      <Part title={w.settings.password}>
        <PasswordForm />
      </Part>
      <Part title={w.factors.title}>
        <SecondFactor />
      </Part>
      <Part title={w.factors.passkeys.title}>
        <Passkeys />
      </Part>
      <Part title={w.settings.signIns}>
        <SignIns />
      </Part>
    </>
  );
}

function PasswordForm() {
  const w = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const { busy, problem, submit } = useFormCall(async (field) => {
    try {
      await changePassword(field("current"), field("next"));
    } catch (reason) {
      // The sign-in library answers a wrong password as a bad request.
      if (reason instanceof Refused && reason.refusal.reason === "unavailable") {
        tell(w.settings.wrong, true);
        return;
      }
      throw reason;
    }
    tell(w.settings.changed);
    await queries.invalidateQueries({ queryKey: ["signIns"] });
  });
  return (
    <form className="flex max-w-sm flex-col gap-4" onSubmit={submit}>
      <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
      <TextField label={w.settings.current} name="current" type="password" required autoComplete="current-password" />
      <TextField
        label={w.settings.next}
        hint={w.settings.nextHint}
        name="next"
        type="password"
        required
        minLength={10}
        maxLength={200}
        autoComplete="new-password"
      />
      <div role="alert">{problem && <p className="text-danger-text">{problem.text}</p>}</div>
      <div>
        <Button type="submit" busy={busy}>
          {w.settings.change}
        </Button>
      </div>
    </form>
  );
}

function SignIns() {
  const w = useWords();
  const act = useDo();
  const signIns = useQuery({ queryKey: ["signIns"], queryFn: listSignIns });
  const current = useQuery({ queryKey: ["currentSignIn"], queryFn: currentSignIn });
  if (!signIns.data) return <Arriving query={signIns} />;
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {signIns.data.map((each) => {
        const here = each.token === current.data;
        const name = browserName(each.userAgent ?? "") ?? w.settings.unknownBrowser;
        return (
          <li key={each.id} className="flex flex-wrap items-center gap-3 px-3 py-2">
            <div className="min-w-0 grow">
              <p className="font-medium">
                {name} {here && <span className="font-normal text-muted">({w.settings.thisOne})</span>}
              </p>
              <p className="text-muted">
                {each.ipAddress ? `${each.ipAddress} · ` : ""}
                {w.settings.since(w.f.date(Date.parse(each.createdAt)))} · {w.factors.ways[each.way]}
              </p>
            </div>
            {!here && (
              <Button
                aria-label={`${w.settings.endSignIn}: ${name}`}
                onPress={() => act(() => endSignIn(each.token), "signIns")}
              >
                {w.settings.endSignIn}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
