import { useGroups } from "../calls/use-calls.ts";
import { Icon } from "../controls/icon.tsx";
import { useMay, useMe, useQueuePart } from "../live/use-live.tsx";
import { Arriving } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { GroupEditor } from "./group-editor.tsx";

/** The groups this person sees; those they may manage unfold into an editor. */
export function GroupList() {
  const w = useWords();
  const groups = useGroups();
  const me = useMe();
  const manageAny = useMay("group/manageAny");
  const people = useQueuePart("people");
  if (!groups.data) return <Arriving query={groups} />;
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {groups.data.map((group) => {
        const owner = group.ownerId === null ? undefined : people.get(group.ownerId);
        return (
          <li key={group.id}>
            <details className="group/part">
              <summary className="flex list-none flex-wrap items-center gap-x-3 px-3 py-2 -outline-offset-2 hover:bg-ground [&::-webkit-details-marker]:hidden">
                <Icon
                  name="down"
                  className="size-3.5 -rotate-90 text-muted transition-transform duration-(--motion) group-open/part:rotate-0"
                />
                <span className="grow font-medium">{group.name}</span>
                <span className="text-muted">
                  {w.team.owner}: {owner?.name ?? w.team.noOwner} · {w.team.memberCount(group.members.length)}
                </span>
              </summary>
              <GroupEditor group={group} mayManage={manageAny || group.ownerId === me.personId} />
            </details>
          </li>
        );
      })}
    </ul>
  );
}
