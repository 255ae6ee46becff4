import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { writeTime } from "@beckon/api/values.ts";
import { done, refused } from "@beckon/domain/refusal.ts";
import type { ComputerCard, ContactCard } from "@beckon/protocol/contacts.ts";
import { findComputers, findContacts, readContact } from "../contacts/read-contacts.ts";
import type { Database } from "../store/database.ts";
import type { Api } from "./api.ts";

const PAGE = 1_000;

/** Computers & Contacts, as the token's person sees them [W10]. */
export function addContactEndpoints(api: Api, { db }: { db: Database }): void {
  api.on(ENDPOINTS.listContacts, async ({ asker, query }) => {
    const online = onlineOf(query.online_state);
    if (online === "nobody") return done({ contacts: [] });
    const { groupid: groupId, name: text, offset } = query;
    const before = offset && ownId(offset);
    const { contacts, more } = await findContacts(db, asker.scope, { groupId, text, before, online, size: PAGE });
    const last = contacts.at(-1);
    return done({
      contacts: contacts.map(presentContact),
      next_offset: more && last ? apiId(last.card.id) : undefined,
    });
  });

  api.on(ENDPOINTS.readContact, async ({ asker: { scope }, params }) => {
    const id = ownId(params.id);
    const detail = await readContact(db, scope, id);
    if (!detail.ok) return detail;
    const { contacts } = await findContacts(db, scope, { id });
    return done({
      contacts: contacts.map((one) => ({
        ...presentContact(one),
        description: detail.value.note === "" ? undefined : detail.value.note,
      })),
    });
  });

  api.on(ENDPOINTS.listDevices, async ({ asker, query }) => {
    const online = onlineOf(query.online_state);
    const id = query.remotecontrol_id && deviceOf(query.remotecontrol_id);
    if (online === "nobody" || id === null) return done({ devices: [] });
    const { groupid: groupId, name: text, offset: before } = query;
    const filter = { groupId, text, before, online, id, size: PAGE };
    const { computers, more } = await findComputers(db, asker.scope, filter);
    return done({
      devices: computers.map(presentComputer),
      next_offset: more ? computers.at(-1)?.card.id : undefined,
    });
  });

  api.on(ENDPOINTS.readDevice, async ({ asker, params }) => {
    const { computers } = await findComputers(db, asker.scope, { id: params.id });
    if (computers.length === 0) return refused({ reason: "notFound" });
    return done({ devices: computers.map(presentComputer) });
  });
}

function presentContact({ card, online }: { card: ContactCard; online: boolean }) {
  const { id, name, email, groupId, lastSeenAt } = card;
  return {
    contact_id: apiId(id),
    name: name || email,
    groupid: groupId ?? undefined,
    online_state: stateOf(online),
    email: email === "" ? undefined : email,
    last_seen: writeTime(lastSeenAt),
  };
}

function presentComputer({ card, online }: { card: ComputerCard; online: boolean }) {
  const { id, host, system, program, groupId, contactId, contactName, contactEmail, lastSeenAt } = card;
  const description = [system, program].filter((part) => part !== "").join(", ");
  return {
    device_id: id,
    remotecontrol_id: `r${id.slice(1)}`,
    groupid: groupId ?? undefined,
    alias: host || contactName || contactEmail || id,
    description: description === "" ? undefined : description,
    online_state: stateOf(online),
    last_seen: writeTime(lastSeenAt),
    contact_id: apiId(contactId),
  };
}

function stateOf(online: boolean) {
  return online ? ("online" as const) : ("offline" as const);
}

function onlineOf(state: "online" | "offline" | "busy" | "away" | undefined): boolean | undefined | "nobody" {
  if (state === undefined) return undefined;
  return state === "busy" || state === "away" ? "nobody" : state === "online";
}

/** `r8`, `8` or `r000 008` as a device's id; null when it can be none. */
function deviceOf(remoteControlId: string): string | null {
  const digits = /^r?(\d{1,18})$/i.exec(remoteControlId.replace(/[\s-]/g, ""))?.[1];
  return digits === undefined ? null : `d${BigInt(digits)}`;
}

// Contacts have a `t` here; the API writes a `c`.
function apiId(id: string): string {
  return `c${id.slice(1)}`;
}
function ownId(id: string): string {
  return `t${id.slice(1)}`;
}
