import { CALLS } from "@beckon/protocol/calls.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { Arriving, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { AppDialog } from "./app-dialog.tsx";
import { AppList } from "./app-list.tsx";
import { GrantList } from "./grant-list.tsx";

/** What the person allowed apps; shown once there is something [W5]. */
export function GrantsPart() {
  const words = useWords().api;
  const grants = useQuery({ queryKey: ["grants"], queryFn: () => call(CALLS.listGrants), select: (it) => it.grants });
  if (!grants.data || grants.data.length === 0) return null;
  return (
    <Part title={words.grantsTitle}>
      <p className="text-muted">{words.grantsIntro}</p>
      <GrantList grants={grants.data} />
    </Part>
  );
}

/** The company's apps, for those who look after them [W5]. */
export function AppsPart() {
  const words = useWords().api;
  const apps = useQuery({ queryKey: ["apps"], queryFn: () => call(CALLS.listApps), select: (answer) => answer.apps });
  const [making, setMaking] = useState(false);
  return (
    <Part
      title={words.appsTitle}
      actions={
        <Button icon="plus" onPress={() => setMaking(true)}>
          {words.newApp}
        </Button>
      }
    >
      <p className="text-muted">{words.appsIntro}</p>
      {apps.data ? <AppList apps={apps.data} /> : <Arriving query={apps} />}
      {making && <AppDialog onClose={() => setMaking(false)} />}
    </Part>
  );
}
