import { CALLS } from "@beckon/protocol/calls.ts";
import type { AuthorizationRequest } from "@beckon/protocol/tokens.ts";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { sayRefusal } from "../../ui/refusals.ts";
import { call, Refused } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { Arriving } from "../shell/page.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { Plain } from "../shell/plain.tsx";
import { useFragment } from "../sign-in/fragment-token.ts";
import { useWords } from "../words/use-words.tsx";
import { ScopeList } from "./scope-list.tsx";

/** Where an app sent somebody to be asked: who asks, for what, and as whom they would allow it [W5]. */
export function AuthorizePage() {
  const w = useWords();
  const words = w.api;
  const encoded = useFragment("request");
  const request = requestIn(encoded);
  const act = useDo();
  const [going, setGoing] = useState<"allow" | "deny" | null>(null);
  const me = useQuery({ queryKey: ["me"], queryFn: () => call(CALLS.readMe) });
  const asked = useQuery({
    queryKey: ["authorization", encoded],
    queryFn: () => call(CALLS.readAuthorization, { body: request }),
    retry: (tries, problem) => tries < 3 && !(problem instanceof Refused && problem.refusal.reason !== "unavailable"),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const back = asked.data?.is === "back" ? asked.data.url : null;
  const name = asked.data?.is === "ask" ? asked.data.name : null;
  usePageTitle(name === null ? words.authorize.title : words.authorize.ask(name));
  useEffect(() => {
    if (back !== null) location.replace(back);
  }, [back]);

  async function decide(allow: boolean): Promise<void> {
    setGoing(allow ? "allow" : "deny");
    const decided = await act(() => call(CALLS.decideAuthorization, { body: { ...request, allow } }));
    if (decided) location.replace(decided.url);
    else setGoing(null);
  }

  if (asked.error instanceof Refused && asked.error.refusal.reason !== "unavailable") {
    const { refusal } = asked.error;
    const isApp = refusal.reason === "notFound";
    const isAddress = refusal.reason === "invalid" && refusal.field === "redirect_uri";
    return (
      <Plain title={words.authorize.title}>
        <p role="alert">
          {isApp
            ? words.authorize.unknownApp
            : isAddress
              ? words.authorize.wrongAddress
              : sayRefusal(w.refusals, refusal, asked.errorUpdatedAt)}
        </p>
      </Plain>
    );
  }
  if (asked.data?.is !== "ask" || !me.data)
    return (
      <Plain title={words.authorize.title}>
        <Arriving query={me.isError ? me : asked} />
      </Plain>
    );
  const { to, scopes } = asked.data;
  return (
    <Plain title={words.authorize.ask(asked.data.name)}>
      <p>{words.authorize.intro(asked.data.name, me.data.name, me.data.company.name)}</p>
      <ScopeList scopes={scopes} />
      <p className="text-muted">{words.authorize.where(to)}</p>
      <div className="flex flex-wrap gap-2">
        <Button tone="accent" busy={going === "allow"} onPress={() => void decide(true)}>
          {words.authorize.allow}
        </Button>
        <Button busy={going === "deny"} onPress={() => void decide(false)}>
          {words.authorize.deny}
        </Button>
      </div>
      <p className="text-muted">{words.authorize.later}</p>
    </Plain>
  );
}

// The app's own words, packed by the server so that nothing on the way may rewrite them.
function requestIn(encoded: string): AuthorizationRequest {
  const query = new URLSearchParams(unpacked(encoded));
  const optional = (name: keyof AuthorizationRequest) => {
    const value = query.get(name);
    return value === null ? {} : { [name]: value };
  };
  return {
    client_id: query.get("client_id") ?? "",
    redirect_uri: query.get("redirect_uri") ?? "",
    ...optional("response_type"),
    ...optional("state"),
    ...optional("scope"),
    ...optional("code_challenge"),
    ...optional("code_challenge_method"),
  };
}

function unpacked(encoded: string): string {
  try {
    return atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return ""; // a link that was cut: the app is then not known
  }
}
