import * as z from "zod";
import { PRIORITIES } from "@beckon/domain/case.ts";
import { endpoint } from "./endpoint.ts";
import { groupId, time, typedEmail, typedLine, typedText, typedTime, userId, userOrNobody } from "./values.ts";

/** A session is a service case. */

export const SESSION_STATES = ["Open", "Closed"] as const;
export const SESSION_STATUSES = ["new", "pending", "in_progress", "closed", "expired"] as const;
const TAG = "Sessions";
/** Sessions on a page of the list. */
export const SESSIONS_A_PAGE = 1_000;

const sessionCode = z
  .string()
  .regex(/^s\d{9}$/)
  .meta({ examples: ["s123456789"] });
const typedCode = z
  .string()
  .max(40)
  .meta({ description: "With or without dashes, spaces and the leading s.", examples: ["s123-456-789"] });
const tags = z.array(z.string().max(200)).max(200);

export const session = z
  .object({
    code: sessionCode,
    state: z.enum(SESSION_STATES).meta({
      description: "An expired session still reads Open: its valid_until has passed. See status for what it is in.",
    }),
    groupid: groupId,
    custom_module_id: z
      .string()
      .optional()
      .meta({ description: "The module by whose words and colours the customer is received." }),
    support_session_type: z.literal("Default"),
    waiting_message: z.string().optional().meta({ description: "What the customer reads while they wait." }),
    description: z.string().optional(),
    end_customer: z.object({ name: z.string().optional(), email: z.string().optional() }).optional(),
    assigned_userid: userId.optional().meta({ description: "Left out when it is nobody's." }),
    assigned_at: time.optional(),
    end_customer_link: z.string().meta({ format: "uri", description: "Where the customer joins." }),
    supporter_link: z.string().meta({
      format: "uri",
      description: "Opens the session in the console, after signing in. An address, not a key.",
    }),
    webclient_supporter_link: z.string().meta({ format: "uri", description: "The same as supporter_link." }),
    custom_api: z.string().optional().meta({ description: "Whatever the integration keeps here; shown to nobody." }),
    customId: z.string().optional(),
    created_at: time,
    valid_until: time,
    closed_at: time.optional(),
    online: z.boolean().meta({ description: "Whether the customer is connected now." }),
    status: z.enum(SESSION_STATUSES).meta({ description: "Ours: which of its five states it is in." }),
    priority: z.enum(PRIORITIES).meta({ description: "Ours." }),
    tags: z.array(z.string()).meta({ description: "Ours." }),
    position: z
      .int()
      .optional()
      .meta({ description: "Ours: the customer's place in the queue, from 1, while they wait." }),
    waiting_since: time.optional().meta({ description: "Ours: since when the customer waits." }),
  })
  .meta({ id: "Session" });
export type Session = z.input<typeof session>;

const listed = session
  .partial()
  .required({ code: true, state: true, groupid: true })
  .meta({ id: "ListedSession", description: "Only code, state and groupid, unless full_list was asked for." });

const endCustomer = z
  .union([z.object({ name: typedLine(100).optional(), email: typedEmail.optional() }), typedLine(100)])
  .meta({ description: "The customer; a plain text is taken as the name." });

const changeable = {
  groupid: groupId.optional(),
  groupname: typedLine(100).optional().meta({ description: "A group by its name; an unknown name makes the group." }),
  custom_module_id: z.string().max(64).optional().meta({
    description: "A module's id or the name in its address: by its words and colours the customer is received.",
  }),
  waiting_message: typedText(2_000).optional(),
  description: typedText(4_000).optional(),
  end_customer: endCustomer.optional(),
  assigned_userid: userOrNobody.optional(),
  custom_api: z.string().max(4_000).optional(),
  customId: z.string().max(4_000).optional(),
  priority: z.enum(PRIORITIES).optional().meta({ description: "Ours." }),
  tags: tags.optional().meta({ description: "Ours: at most ten of at most 30 characters." }),
};

export const sessionEndpoints = {
  listSessions: endpoint("GET", "/sessions", {
    tag: TAG,
    summary: "Lists sessions, newest first",
    description:
      "A personal token lists the sessions that are its person's, a company's token with Sessions.ReadAll all of the company. " +
      "1,000 a page; next_offset and sessions_remaining are left out on the last one.",
    scopes: ["Sessions.ReadOwn", "Sessions.ReadAll"],
    query: z.object({
      groupid: groupId.optional(),
      assigned_userid: userOrNobody.optional().meta({ description: "u0: those that are nobody's." }),
      state: z.array(z.enum(SESSION_STATES)).optional().meta({
        description: "Open unless said otherwise, or unless a status is asked for. Expired sessions are Open here.",
      }),
      status: z.array(z.enum(SESSION_STATUSES)).optional().meta({ description: "Ours." }),
      full_list: z
        .boolean()
        .default(false)
        .meta({ description: "Whole sessions, and not only code, state and groupid." }),
      offset: typedCode.optional().meta({ description: "The last session of the page before: those after it." }),
    }),
    answer: z
      .object({
        sessions: z.array(listed),
        next_offset: sessionCode.optional(),
        sessions_remaining: z.int().optional().meta({ description: "How many follow this page, counted to 100,000." }),
      })
      .meta({ id: "SessionList" }),
  }),

  createSession: endpoint("POST", "/sessions", {
    tag: TAG,
    summary: "Makes a session",
    description:
      "Without a group it goes to the token owner's default group: the first group they own, else the first they may write to, else a new one with their name. " +
      "Answers 200, with the session's address in the header Location. A request that carries the header Idempotency-Key can be " +
      "sent again: it makes one session.",
    scopes: ["Sessions.Create"],
    body: z.object({
      ...changeable,
      assigned_userid: userOrNobody.optional().meta({
        description: "Left out: the token's owner. u0: nobody, so that it is given or offered like any other.",
      }),
      valid_until: typedTime.optional().meta({ description: "For as long as the group says, unless given: 24 hours." }),
      support_session_type: z.string().optional().meta({ description: "Default." }),
      sms_invite_number: z.string().optional().meta({ description: "Taken, and not used: Beckon sends no SMS." }),
      sms_invite_language: z.string().optional().meta({ description: "Taken, and not used." }),
      tv_version: z.string().optional().meta({ description: "Taken, and not used." }),
    }),
    answer: session,
  }),

  readSession: endpoint("GET", "/sessions/{code}", {
    tag: TAG,
    summary: "Reads a session",
    scopes: ["Sessions.ReadOwn", "Sessions.ReadAll"],
    params: z.object({ code: typedCode }),
    answer: session,
  }),

  changeSession: endpoint("PUT", "/sessions/{code}", {
    tag: TAG,
    summary: "Changes a session: what is given, all of it or nothing",
    description:
      "What is so already changes nothing, so that repeating a request is harmless. Of two at once, each changes what it names. " +
      "A closed session is changed only together with state Open; what the integration keeps in it, always.",
    scopes: ["Sessions.EditOwn", "Sessions.EditAll"],
    params: z.object({ code: typedCode }),
    body: z.object({
      ...changeable,
      assigned_userid: userOrNobody.optional().meta({ description: "u0 takes it away from whoever has it." }),
      state: z.enum(SESSION_STATES).optional().meta({ description: "Open reopens, Closed closes." }),
    }),
  }),

  deleteSession: endpoint("DELETE", "/sessions/{code}", {
    tag: TAG,
    summary: "Deletes a session with all that is kept of it",
    description: "One in which somebody is in a remote session is not deleted.",
    scopes: ["Sessions.EditOwn", "Sessions.EditAll"],
    params: z.object({ code: typedCode }),
  }),

  readSessionModule: endpoint("GET", "/sessions/{code}/custom_modules_config_id", {
    tag: TAG,
    summary: "Names the module by which the session's customer is received",
    scopes: ["Sessions.ReadOwn", "Sessions.ReadAll"],
    params: z.object({ code: typedCode }),
    answer: z
      .object({ config_id: z.string().meta({ description: "The name in the address of the module's page." }) })
      .meta({ id: "SessionModule" }),
  }),
} as const;
