import * as z from "zod";
import { AVAILABILITIES } from "@beckon/domain/assignment/candidate.ts";
import { ROLES, type Role } from "@beckon/domain/permissions.ts";
import { password } from "@beckon/protocol/calls.ts";
import { email, line } from "@beckon/protocol/words.ts";
import { endpoint } from "./endpoint.ts";
import { language, time, userId } from "./values.ts";

/** What each role is in the permissions that clients know. */
export const PERMISSIONS: Readonly<Record<Role, readonly string[]>> = {
  administrator: [
    "ManageAdmins",
    "ManageUsers",
    "ShareOwnGroups",
    "EditFullProfile",
    "ViewAllConnections",
    "ViewOwnConnections",
    "EditConnections",
    "DeleteConnections",
    "EditAllCustomModuleConfigs",
  ],
  supervisor: [
    "ShareOwnGroups",
    "EditFullProfile",
    "ViewAllConnections",
    "ViewOwnConnections",
    "EditConnections",
    "EditAllCustomModuleConfigs",
  ],
  expert: ["ShareOwnGroups", "EditFullProfile", "ViewOwnConnections", "EditConnections"],
};

const user = z
  .object({
    id: userId,
    name: z.string(),
    email: z.string(),
    permissions: z.string().optional().describe("With commas between them; they follow from the role."),
    active: z.boolean().optional().describe("false: disabled, may not sign in."),
    online_state: z.enum(AVAILABILITIES).optional(),
    last_access_date: time.optional(),
    custom_quicksupport_id: z.string().optional().describe("A module whose cases are assigned to them."),
    role: z.enum(ROLES).optional().describe("Ours."),
    sign_in_link: z.string().optional().describe("Ours: works once and for seven days."),
  })
  .meta({ id: "User" });

const permissions = z
  .array(z.string().max(100))
  .max(100)
  .optional()
  .describe("Only `ManageAdmins` counts: with it they are administrators. `role` says it better, and goes first.");
const role = z.enum(ROLES).optional().describe("Ours.");
const params = z.object({ id: userId });

export const userEndpoints = {
  listUsers: endpoint("GET", "/users", {
    tag: "Users",
    summary: "Lists the people of the company",
    scopes: ["Users.Read"],
    query: z.object({
      name: z.string().max(200).optional().describe("A part of the name."),
      email: z.array(z.string().max(254)).max(1_000).optional().describe("One address or several, with commas."),
      permissions: z.array(z.string().max(100)).max(100).optional().describe("Those who have all of these."),
      full_list: z.boolean().default(false).describe("With all that is known, not only id, name and email."),
    }),
    answer: z.object({ users: z.array(user) }),
  }),
  createUser: endpoint("POST", "/users", {
    tag: "Users",
    summary: "Adds a person to the company",
    description:
      "Without `password` they get in by a link that an administrator makes in the console (or, with `sign_in_link: true`, " +
      "by the one in the answer), or by the company's own sign-in. `password`: 10 to 200 characters.",
    scopes: ["Users.Create"],
    body: z.object({
      email,
      name: line(100, 1),
      language: language.optional(),
      password: z.optional(password),
      permissions,
      role,
      active: z.boolean().default(true),
      sign_in_link: z.boolean().default(false).describe("Ours: answer with a link by which they choose a password."),
    }),
    answer: user,
  }),
  readUser: endpoint("GET", "/users/{id}", {
    tag: "Users",
    summary: "Tells of one person",
    scopes: ["Users.Read"],
    params,
    answer: user,
  }),
  changeUser: endpoint("PUT", "/users/{id}", {
    tag: "Users",
    summary: "Changes a person",
    description:
      "`active: false` ends their sign-ins, their live connections and their personal tokens at once. `password` gives the " +
      "first one to somebody who has none, and is refused for everybody else.",
    scopes: ["Users.Modify"],
    params,
    body: z.object({
      name: z.optional(line(100, 1)),
      language: language.optional(),
      active: z.boolean().optional(),
      permissions,
      role,
      email: z.string().optional().describe("Taken when it is the address they have."),
      password: z.optional(password),
    }),
  }),
} as const;
