import { CALLS } from "@beckon/protocol/calls.ts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { signIn } from "../calls/account.ts";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { TextField } from "../controls/field.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { Plain } from "../shell/plain.tsx";
import { useWords } from "../words/use-words.tsx";
import { useFragmentToken } from "./fragment-token.ts";
import { useFormCall } from "./use-form-call.ts";

/** Where an invited person becomes one of the company. */
export function InvitationPage() {
  const w = useWords();
  const navigate = useNavigate();
  const token = useFragmentToken();
  const invited = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => call(CALLS.readInvitation, { body: { token } }),
    retry: false,
    enabled: token !== "",
  });
  const title = w.invitation.title(invited.data?.company ?? "Beckon");
  usePageTitle(title);
  const { busy, problem, submit } = useFormCall(async (field) => {
    const password = field("password");
    await call(CALLS.acceptInvitation, { body: { token, name: field("name"), password } });
    await signIn(invited.data?.email ?? "", password);
    await navigate({ to: "/console/queue", replace: true });
  });

  if (token === "" || invited.isError) {
    return (
      <Plain title={w.invitation.title("Beckon")}>
        <p>{w.invitation.gone}</p>
      </Plain>
    );
  }
  return (
    <Plain title={title}>
      {invited.data && (
        <>
          <p className="text-muted">{w.invitation.intro(invited.data.email)}</p>
          <form className="flex flex-col gap-4" onSubmit={submit}>
            <TextField
              label={w.setup.name}
              name="name"
              defaultValue={invited.data.name}
              required
              maxLength={100}
              autoComplete="name"
              autoFocus
            />
            <input type="hidden" name="username" autoComplete="username" value={invited.data.email} readOnly />
            <TextField
              label={w.signIn.password}
              hint={w.setup.passwordHint}
              name="password"
              type="password"
              required
              minLength={10}
              maxLength={200}
              autoComplete="new-password"
            />
            <div role="alert">{problem && <p className="text-danger-text">{problem.text}</p>}</div>
            <Button type="submit" tone="accent" className="justify-center" busy={busy}>
              {w.invitation.accept}
            </Button>
          </form>
        </>
      )}
    </Plain>
  );
}
