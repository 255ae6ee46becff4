import { CALLS } from "@beckon/protocol/calls.ts";
import type { TokenRecord } from "@beckon/protocol/tokens.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { CopyButton } from "../controls/copy-button.tsx";
import { useMay } from "../live/use-live.tsx";
import { Arriving, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { AppsPart, GrantsPart } from "./apps-part.tsx";
import { TokenDialog } from "./token-dialog.tsx";
import { TokenList } from "./token-list.tsx";

/** The way for programs into the house: where the web API is, and the tokens that open it [W4]. */
export function ApiPart() {
  const words = useWords().api;
  const manage = useMay("token/manage");
  const tokens = useQuery({
    queryKey: ["tokens"],
    queryFn: () => call(CALLS.listTokens),
    select: (answer) => answer.tokens,
  });
  const [making, setMaking] = useState<TokenRecord["level"] | null>(null);
  const base = `${location.origin}/api/v1`;
  const ofLevel = (level: TokenRecord["level"]) =>
    tokens.data ? (
      <TokenList tokens={tokens.data.filter((each) => each.level === level)} />
    ) : (
      <Arriving query={tokens} />
    );
  return (
    <>
      <Part title={words.title}>
        <p className="text-muted">{words.intro}</p>
        <p className="flex flex-wrap items-center gap-2">
          <code className="rounded-sm bg-sunken px-2 py-1 font-mono text-xs break-all">{base}</code>
          <CopyButton text={base} label={words.copyAddress} />
          <a className="text-accent-text underline" href="/api/v1/docs">
            {words.docs}
          </a>
        </p>
      </Part>
      <Part
        title={words.ownTitle}
        actions={
          <Button icon="plus" onPress={() => setMaking("person")}>
            {words.newToken}
          </Button>
        }
      >
        <p className="text-muted">{words.ownIntro}</p>
        {ofLevel("person")}
      </Part>
      <GrantsPart />
      {manage && (
        <Part
          title={words.companyTitle}
          actions={
            <Button icon="plus" onPress={() => setMaking("company")}>
              {words.newCompanyToken}
            </Button>
          }
        >
          <p className="text-muted">{words.companyIntro}</p>
          {ofLevel("company")}
        </Part>
      )}
      {manage && <AppsPart />}
      {making && <TokenDialog level={making} onClose={() => setMaking(null)} />}
    </>
  );
}
