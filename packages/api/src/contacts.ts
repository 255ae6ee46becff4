import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { groupId, time } from "./values.ts";

export const contactId = z
  .string()
  .regex(/^c\d+$/)
  .meta({ examples: ["c31"] });
export const deviceId = z
  .string()
  .regex(/^d\d+$/)
  .meta({ examples: ["d8"] });

const STATES = ["online", "offline"] as const;
const onlineState = z.enum(STATES).describe("Whether they are connected to a case now.");
/** Clients may ask for these, too: nobody stands so. */
const askedState = z.enum([...STATES, "busy", "away"]);

const contact = z
  .object({
    contact_id: contactId,
    name: z.string(),
    groupid: groupId.optional(),
    description: z.string().optional().describe("The team's note; only of one contact that was asked for."),
    online_state: onlineState,
    email: z.string().optional().describe("Ours."),
    last_seen: time.optional().describe("Ours."),
  })
  .meta({ id: "Contact" });

const device = z
  .object({
    device_id: deviceId,
    remotecontrol_id: z
      .string()
      .regex(/^r\d+$/)
      .describe("Names the computer only: nobody connects by it, cases are connected to by their code."),
    groupid: groupId.optional(),
    alias: z.string(),
    description: z.string().optional().describe("System and program."),
    online_state: onlineState,
    last_seen: time.optional(),
    contact_id: contactId.optional().describe("Ours: who used it."),
  })
  .meta({ id: "Device" });

const page = {
  groupid: groupId.optional(),
  online_state: askedState.optional(),
  name: z.string().max(100).optional().describe("A part of the name or address."),
};
const paged = { next_offset: z.string().optional().describe("Ours: ask with it as `offset` for those after these.") };

export const contactEndpoints = {
  listContacts: endpoint("GET", "/contacts", {
    tag: "Computers & Contacts",
    summary: "Lists the customers the token sees, whoever was seen last first",
    description: "At most 1,000; then `next_offset` says how to go on.",
    scopes: ["Contacts.Read"],
    query: z.object({ ...page, offset: contactId.optional() }),
    answer: z.object({ contacts: z.array(contact), ...paged }),
  }),
  readContact: endpoint("GET", "/contacts/{id}", {
    tag: "Computers & Contacts",
    summary: "Tells of one customer",
    scopes: ["Contacts.Read"],
    params: z.object({ id: contactId }),
    answer: z.object({ contacts: z.array(contact) }),
  }),
  listDevices: endpoint("GET", "/devices", {
    tag: "Computers & Contacts",
    summary: "Lists the computers of customers that the desktop module ran on, whichever was seen last first",
    description: "At most 1,000; then `next_offset` says how to go on.",
    scopes: ["Devices.Read"],
    query: z.object({ ...page, remotecontrol_id: z.string().max(40).optional(), offset: deviceId.optional() }),
    answer: z.object({ devices: z.array(device), ...paged }),
  }),
  readDevice: endpoint("GET", "/devices/{id}", {
    tag: "Computers & Contacts",
    summary: "Tells of one computer",
    scopes: ["Devices.Read"],
    params: z.object({ id: deviceId }),
    answer: z.object({ devices: z.array(device) }),
  }),
} as const;
