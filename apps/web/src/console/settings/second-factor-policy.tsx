import { CALLS } from "@beckon/protocol/calls.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sayRefusal } from "../../ui/refusals.ts";
import { call, Refused } from "../calls/call.ts";
import { Confirm } from "../controls/dialog.tsx";
import { tell } from "../controls/notices.tsx";
import { Toggle } from "../controls/toggle.tsx";
import { Arriving, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";

/** Whether the company requires a second factor of everybody; for administrators [I5]. */
export function SecondFactorPolicyPart() {
  const w = useWords();
  const words = w.factors.policy;
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const policy = useQuery({
    queryKey: ["secondFactorPolicy"],
    queryFn: () => call(CALLS.readSecondFactorPolicy),
  });

  async function change(required: boolean): Promise<void> {
    setAsking(false);
    try {
      const now = await call(CALLS.changeSecondFactorPolicy, { body: { required } });
      queries.setQueryData(["secondFactorPolicy"], now);
      tell(words.changed);
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      const { refusal } = reason;
      const notOwn = refusal.reason === "invalid" && refusal.field === "required";
      tell(notOwn ? words.ownFirst : sayRefusal(w.refusals, refusal, Date.now()), true);
    }
  }

  return (
    <Part title={words.title}>
      <p className="max-w-prose text-muted">{words.intro}</p>
      {policy.data ? (
        <>
          <Toggle
            label={words.require}
            on={policy.data.required}
            onChange={(on) => (on ? setAsking(true) : void change(false))}
          />
          <p>{words.without(policy.data.without, policy.data.people)}</p>
        </>
      ) : (
        <Arriving query={policy} />
      )}
      {asking && (
        <Confirm
          title={words.askTitle}
          text={words.askText}
          act={words.yes}
          onYes={() => change(true)}
          onClose={() => setAsking(false)}
        />
      )}
    </Part>
  );
}
