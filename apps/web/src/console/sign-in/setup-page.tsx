import { CALLS } from "@beckon/protocol/calls.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
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

/** First run: names the company, makes its first administrator, and lands in the queue [X4]. */
export function SetupPage() {
  const w = useWords();
  const navigate = useNavigate();
  const token = useFragmentToken();
  const queries = useQueryClient();
  const needed = useQuery({ queryKey: ["setup"], queryFn: () => call(CALLS.setupNeeded) });
  usePageTitle(w.setup.title);
  const { busy, problem, submit } = useFormCall(async (field) => {
    const email = field("email").trim();
    const body = {
      token: field("token").trim() || token,
      company: field("company"),
      name: field("name"),
      email,
      password: field("password"),
    };
    await call(CALLS.setup, { body });
    queries.setQueryData(["setup"], { needed: false });
    await signIn(email, body.password);
    await navigate({ to: "/console/queue", replace: true });
  });
  const errorOf = (field: string) => (problem?.field === field ? problem.text : null);

  if (needed.data && !needed.data.needed) {
    return (
      <Plain title={w.setup.title}>
        <p>{w.setup.over}</p>
        <a className="text-accent-text underline" href="/console/sign-in">
          {w.signIn.title}
        </a>
      </Plain>
    );
  }
  return (
    <Plain title={w.setup.title}>
      <p className="text-muted">{w.setup.intro}</p>
      <form className="flex flex-col gap-4" onSubmit={submit}>
        {token === "" && (
          <TextField
            label={w.setup.token}
            hint={w.setup.tokenHint}
            name="token"
            required
            autoComplete="off"
            error={errorOf("token")}
          />
        )}
        <TextField
          label={w.setup.company}
          name="company"
          required
          maxLength={100}
          autoComplete="organization"
          error={errorOf("company")}
        />
        <TextField
          label={w.setup.name}
          name="name"
          required
          maxLength={100}
          autoComplete="name"
          error={errorOf("name")}
        />
        <TextField
          label={w.signIn.email}
          name="email"
          type="email"
          required
          autoComplete="username"
          error={errorOf("email")}
        />
        <TextField
          label={w.signIn.password}
          hint={w.setup.passwordHint}
          name="password"
          type="password"
          required
          minLength={10}
          maxLength={200}
          autoComplete="new-password"
          error={errorOf("password")}
        />
        <div role="alert">{problem && <p className="text-danger-text">{problem.text}</p>}</div>
        <Button type="submit" tone="accent" className="justify-center" busy={busy}>
          {w.setup.go}
        </Button>
      </form>
    </Plain>
  );
}
