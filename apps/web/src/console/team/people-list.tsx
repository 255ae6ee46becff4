import type { PersonRecord } from "@beckon/protocol/calls.ts";
import { ROLES } from "@beckon/domain/permissions.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { useState } from "react";
import { WorkloadDialog } from "../availability/workload-dialog.tsx";
import { useStandingEntries } from "../availability/standing-entries.tsx";
import { StatusMark } from "../availability/status-mark.tsx";
import { call } from "../calls/call.ts";
import { useDo, usePeople } from "../calls/use-calls.ts";
import { buttonLook } from "../controls/button.tsx";
import { Confirm, Dialog } from "../controls/dialog.tsx";
import { Icon } from "../controls/icon.tsx";
import type { MenuEntry } from "../controls/menu.tsx";
import { Menu } from "../controls/menu.tsx";
import { tell } from "../controls/notices.tsx";
import { useMay, useMe, useQueuePart } from "../live/use-live.tsx";
import { Initials } from "../shell/initials.tsx";
import { Arriving } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { LinkShown } from "./link-shown.tsx";

/** Everybody of the company, with role and how they stand towards new cases. */
export function PeopleList() {
  const people = usePeople();
  if (!people.data) return <Arriving query={people} />;
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {people.data.map((person) => (
        <PersonItem key={person.id} person={person} />
      ))}
    </ul>
  );
}

function PersonItem({ person }: { person: PersonRecord }) {
  const w = useWords();
  const act = useDo();
  const me = useMe();
  const manage = useMay("people/manage");
  const live = useQueuePart("people").get(person.id);
  const setsAvailability = useMay("people/setAvailability");
  const [asking, setAsking] = useState<"disable" | "workload" | "reset" | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const done = () => setAsking(null);
  const standingEntries = useStandingEntries(live ?? person);
  const params = { id: person.id };
  const itsMe = person.id === me.personId;
  const { availability, load, capacity } = live ?? person;
  const change = (body: { role?: PersonRecord["role"]; disabled?: boolean }) =>
    act(() => call(CALLS.changePerson, { params, body }), "people");
  const enable: MenuEntry = { label: w.team.enable, icon: "check", onSelect: () => change({ disabled: false }) };
  const disable: MenuEntry = {
    label: w.team.disable,
    icon: "close",
    danger: true,
    onSelect: () => setAsking("disable"),
  };
  const invite: MenuEntry = {
    label: w.team.makeLink,
    icon: "link",
    onSelect: () => act(async () => setLink((await call(CALLS.inviteIn, { params })).url), "invitations"),
  };
  const reset: MenuEntry = { label: w.factors.reset.entry, icon: "close", onSelect: () => setAsking("reset") };
  const standing = (): MenuEntry[] => [
    { label: w.availability.workload.open, icon: "settings", onSelect: () => setAsking("workload") },
    ...standingEntries,
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <Initials name={person.name} />
      <div className="min-w-0 grow basis-40">
        <p className={`truncate font-medium ${person.disabled ? "text-muted line-through" : ""}`}>
          {person.name} {itsMe && <span className="font-normal text-muted">({w.you})</span>}
        </p>
        <p className="truncate text-muted">{person.email}</p>
      </div>
      <span className="flex w-28 items-center gap-1.5 text-muted">
        {person.disabled || !person.joined ? (
          person.disabled ? (
            w.team.disabled
          ) : (
            w.team.notJoined
          )
        ) : (
          <>
            <StatusMark status={availability.status} />
            <span>
              {w.availability.statuses[availability.status]}
              <span className="block text-xs whitespace-nowrap">{w.availability.cases(load, capacity)}</span>
            </span>
          </>
        )}
      </span>
      {manage && !itsMe ? (
        <select
          aria-label={w.team.roleOf(person.name)}
          value={person.role}
          onChange={(event) => {
            const role = ROLES.find((each) => each === event.target.value);
            if (role) void change({ role });
          }}
          className="field-box w-36"
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {w.roles[role]}
            </option>
          ))}
        </select>
      ) : (
        <span className="w-36 px-2.5">{w.roles[person.role]}</span>
      )}
      {setsAvailability || (manage && !itsMe) ? (
        <Menu
          label={`${w.more}: ${person.name}`}
          look={buttonLook("ghost", true)}
          trigger={<Icon name="more" />}
          entries={[
            ...(setsAvailability && !person.disabled ? standing() : []),
            ...(manage && !person.joined && !person.disabled ? [invite] : []),
            ...(manage && !itsMe ? (person.disabled ? [enable] : [reset, disable]) : []),
          ]}
        />
      ) : (
        <span className="hidden w-8 sm:block" />
      )}
      {link !== null && (
        <Dialog title={w.team.linkFor(person.name)} onClose={() => setLink(null)}>
          <LinkShown url={link} onClose={() => setLink(null)} />
        </Dialog>
      )}
      {asking === "workload" && <WorkloadDialog person={person} onClose={done} />}
      {asking === "reset" && (
        <Confirm
          title={w.factors.reset.title(person.name)}
          text={w.factors.reset.text}
          act={w.factors.reset.yes}
          onClose={done}
          onYes={async () => {
            if (await act(() => call(CALLS.resetSecondFactor, { params }))) tell(w.factors.reset.done(person.name));
            done();
          }}
        />
      )}
      {asking === "disable" && (
        <Confirm
          title={w.team.disableTitle(person.name)}
          text={w.team.disableText}
          act={w.team.disable}
          onClose={done}
          onYes={async () => {
            await change({ disabled: true });
            done();
          }}
        />
      )}
    </li>
  );
}
