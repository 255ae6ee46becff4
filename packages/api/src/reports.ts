import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { groupId, time, userId } from "./values.ts";

/** Records of a page of the list. */
export const CONNECTIONS_A_PAGE = 1_000;
const TAG = "Reports";

const typedInstant = z
  .string()
  .max(40)
  .refine((text) => !Number.isNaN(Date.parse(text)), "is no date; write it as 2024-04-16T20:40:38Z")
  .meta({ format: "date-time" });
/** The database keeps no text with a NUL in it. */
const typed = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\0]*$/, "holds what is no text");
const connectionId = typed(64).meta({ description: "The id of a record." });

/** A stay of an expert together with the customer in a session. */
export const connection = z
  .object({
    id: z.string(),
    userid: userId.meta({ description: "The expert." }),
    username: z.string(),
    deviceid: z.string().optional().meta({ description: "The customer's computer, when it is known." }),
    devicename: z.string().optional(),
    groupid: groupId,
    groupname: z.string(),
    start_date: time,
    end_date: time,
    session_code: z.string(),
    session_created_at: time,
    valid_until: time,
    assigned_userid: userId.optional(),
    assigned_at: time.optional(),
    session_note: z.string().optional().meta({ description: "What the expert wrote for the team on the session." }),
    notes: z.string().optional().meta({ description: "What was added by this API." }),
    billing_state: z.string(),
    custom_api: z.string().optional(),
    end_customer: z.object({ name: z.string().optional(), email: z.string().optional() }).optional(),
    feedback: z
      .object({ session_rating: z.int().meta({ description: "1 to 5." }), user_comment: z.string().optional() })
      .optional(),
  })
  .meta({ id: "Connection" });
export type Connection = z.input<typeof connection>;

export const reportEndpoints = {
  listConnections: endpoint("GET", "/reports/connections", {
    tag: TAG,
    summary: "Lists who was connected to whose computer, and when",
    description:
      "One record for each stay of an expert together with a customer in a session, from when it has ended; newest end first, " +
      `${CONNECTIONS_A_PAGE} a page. A personal token lists its person's own, a company's token all. What is deleted with a session goes from here, too.`,
    scopes: ["Connections.Read"],
    query: z.object({
      username: typed(200).optional().meta({ description: "The expert's name, in any case." }),
      userid: typed(64).optional(),
      groupid: typed(64).optional(),
      devicename: typed(200).optional().meta({ description: "The computer's name, in any case." }),
      deviceid: typed(64).optional(),
      from_date: typedInstant.optional().meta({ description: "Those that ended then or later." }),
      to_date: typedInstant.optional().meta({ description: "Those that ended then or before." }),
      offset_id: connectionId.optional().meta({ description: "next_offset of the page before." }),
      has_code: z
        .boolean()
        .optional()
        .meta({ description: "Every connection here has a session code: false lists none." }),
      session_code: typed(40).optional().meta({ description: "With or without dashes and the leading s." }),
    }),
    answer: z
      .object({
        records: z.array(connection),
        records_remaining: z.int().optional().meta({ description: "How many follow this page; left out on the last." }),
        next_offset: z.string().optional().meta({ description: "Left out on the last page." }),
      })
      .meta({ id: "ConnectionList" }),
  }),
  changeConnection: endpoint("PUT", "/reports/connections/{id}", {
    tag: TAG,
    summary: "Adds notes and a billing state to a record",
    description: "What is left out stays as it is.",
    scopes: ["Connections.Modify"],
    params: z.object({ id: connectionId }),
    body: z.object({
      notes: typed(4_000).optional(),
      billing_state: typed(50).optional().meta({
        description: "A word of the integration's own choosing, such as Bill, Hide or DoNotBill. At first: Bill.",
      }),
    }),
  }),
  deleteConnection: endpoint("DELETE", "/reports/connections/{id}", {
    tag: TAG,
    summary: "Deletes a record",
    scopes: ["Connections.Delete"],
    params: z.object({ id: connectionId }),
  }),
} as const;
