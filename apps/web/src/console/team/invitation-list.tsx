import { CALLS } from "@beckon/protocol/calls.ts";
import { useQuery } from "@tanstack/react-query";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { Arriving } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";

/** Invitations that still work. */
export function InvitationList() {
  const w = useWords();
  const act = useDo();
  const invitations = useQuery({ queryKey: ["invitations"], queryFn: () => call(CALLS.listInvitations) });
  if (!invitations.data) return <Arriving query={invitations} />;
  if (invitations.data.invitations.length === 0) return <p className="text-muted">{w.team.noInvitations}</p>;
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {invitations.data.invitations.map(({ id, email, role, expiresAt }) => (
        <li key={id} className="flex flex-wrap items-center gap-3 px-3 py-2">
          <span className="min-w-0 grow basis-40 truncate font-medium">{email}</span>
          <span className="text-muted">
            {w.roles[role]} · {w.team.expires(w.f.date(expiresAt))}
          </span>
          <Button
            aria-label={`${w.team.withdraw}: ${email}`}
            onPress={() => act(() => call(CALLS.withdrawInvitation, { params: { id } }), "invitations")}
          >
            {w.team.withdraw}
          </Button>
        </li>
      ))}
    </ul>
  );
}
