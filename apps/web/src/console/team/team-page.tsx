import { useState } from "react";
import { Button } from "../controls/button.tsx";
import { useMay } from "../live/use-live.tsx";
import { Page, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { GroupList } from "./group-list.tsx";
import { InvitationList } from "./invitation-list.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { NewGroupDialog } from "./new-group-dialog.tsx";
import { PeopleList } from "./people-list.tsx";

/** The company's people, its invitations, and its groups. */
export function TeamPage() {
  const w = useWords();
  const manage = useMay("people/manage");
  const makeGroups = useMay("group/create");
  const [open, setOpen] = useState<"invite" | "group" | null>(null);
  return (
    <Page title={w.team.title}>
      <Part
        title={w.team.people}
        actions={
          manage && (
            <Button tone="accent" icon="plus" onPress={() => setOpen("invite")}>
              {w.team.invite}
            </Button>
          )
        }
      >
        <PeopleList />
      </Part>
      {manage && (
        <Part title={w.team.invitations}>
          <InvitationList />
        </Part>
      )}
      <Part
        title={w.team.groups}
        actions={
          makeGroups && (
            <Button icon="plus" onPress={() => setOpen("group")}>
              {w.team.newGroup}
            </Button>
          )
        }
      >
        <GroupList />
      </Part>
      {open === "invite" && <InviteDialog onClose={() => setOpen(null)} />}
      {open === "group" && <NewGroupDialog onClose={() => setOpen(null)} />}
    </Page>
  );
}
