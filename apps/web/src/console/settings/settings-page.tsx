import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LANGUAGES } from "@beckon/protocol/words.ts";
import { isLanguage, LANGUAGE_NAMES } from "../../ui/language.ts";
import { changePassword, currentSignIn, endSignIn, listSignIns } from "../calls/account.ts";
import { OwnHours } from "../availability/own-hours.tsx";
import { useDo } from "../calls/use-calls.ts";
import { Refused } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { SelectField, TextField } from "../controls/field.tsx";
import { tell } from "../controls/notices.tsx";
import { useMe } from "../live/use-live.tsx";
import { Arriving, Page, Part } from "../shell/page.tsx";
import { RepliesPart } from "../replies/replies-part.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { useSpoken, useWords } from "../words/use-words.tsx";
import { RecordingPolicyForm } from "./recording-policy.tsx";
import { browserName } from "./browser-name.ts";
import { NoticeSettings } from "./notice-settings.tsx";

/** What concerns oneself: language, password, and where one is signed in; and for administrators, what the company decides. */
export function SettingsPage() {
  const { words: w, language, speak } = useSpoken();
  const me = useMe();
  return (
    <Page title={w.settings.title}>
      <Part title={w.settings.you}>
        <p>
          <span className="font-medium">{me.name}</span> <span className="text-muted">{me.email}</span>
        </p>
        <div className="max-w-60">
          <SelectField
            label={w.language}
            value={language}
            onChange={({ target: { value } }) => isLanguage(value) && speak(value)}
          >
            {LANGUAGES.map((each) => (
              <option key={each} value={each}>
                {LANGUAGE_NAMES[each]}
              </option>
            ))}
          </SelectField>
        </div>
      </Part>
      <Part title={w.availability.hours.title}>
        <OwnHours />
      </Part>
      <Part title={w.notices.title}>
        <NoticeSettings />
      </Part>
      {me.may.includes("company/manage") && (
        <Part title={w.desktop.recording.settings}>
          <RecordingPolicyForm />
        </Part>
      )}
      {me.may.includes("reply/manage") && <RepliesPart />}
      <Part title={w.settings.password}>
        <PasswordForm />
      </Part>
      <Part title={w.settings.signIns}>
        <SignIns />
      </Part>
    </Page>
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
                {w.settings.since(w.f.date(Date.parse(each.createdAt)))}
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
