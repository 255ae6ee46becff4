import { useState } from "react";
import { hasPasskeys } from "../calls/passkeys.ts";
import { Button } from "../controls/button.tsx";
import { useWords } from "../words/use-words.tsx";
import { AddPasskey } from "./add-passkey.tsx";
import { SetUpAuthenticator } from "./authenticator-set-up.tsx";

/** The company requires a second factor and this person has none: nothing else works before there is one [I5]. */
export function OwedStep({ onDone }: { onDone: () => Promise<void> }) {
  const words = useWords().factors.policy;
  const [byPasskey, setByPasskey] = useState(false);
  return (
    <>
      <p className="text-muted">{words.setUpText}</p>
      {byPasskey ? <AddPasskey onDone={onDone} /> : <SetUpAuthenticator onDone={onDone} />}
      {hasPasskeys() && (
        <div className="-ml-3">
          <Button tone="ghost" onPress={() => setByPasskey(!byPasskey)}>
            {byPasskey ? words.byApp : words.byPasskey}
          </Button>
        </div>
      )}
    </>
  );
}
