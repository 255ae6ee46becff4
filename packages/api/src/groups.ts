import * as z from "zod";
import { line } from "@beckon/protocol/words.ts";
import { endpoint } from "./endpoint.ts";
import { groupId, userId } from "./values.ts";

const PERMISSION = ["read", "readwrite"] as const;

const group = z
  .object({
    id: groupId,
    name: z.string(),
    permissions: z.enum(["owned", ...PERMISSION]).describe("What the token's person may do with it."),
    owner: z.object({ userid: userId, name: z.string() }).optional(),
    shared_with: z.array(z.object({ userid: userId, name: z.string(), permissions: z.enum(PERMISSION) })).optional(),
  })
  .meta({ id: "Group" });

const params = z.object({ id: groupId });
const users = <T extends z.ZodType>(one: T) => z.array(one).min(1).max(1_000);

export const groupEndpoints = {
  listGroups: endpoint("GET", "/groups", {
    tag: "Groups",
    summary: "Lists the groups the token sees",
    scopes: ["Groups.Read"],
    query: z.object({
      name: z.string().max(200).optional().describe("A part of the name."),
      shared: z.boolean().optional().describe("true: only those of others; false: only own ones."),
    }),
    answer: z.object({ groups: z.array(group) }),
  }),
  createGroup: endpoint("POST", "/groups", {
    tag: "Groups",
    summary: "Makes a group",
    description: "It belongs to whoever the token is of.",
    scopes: ["Groups.Create"],
    body: z.object({ name: line(100, 1) }),
    answer: group,
  }),
  readGroup: endpoint("GET", "/groups/{id}", {
    tag: "Groups",
    summary: "Tells of one group",
    scopes: ["Groups.Read"],
    params,
    answer: group,
  }),
  changeGroup: endpoint("PUT", "/groups/{id}", {
    tag: "Groups",
    summary: "Renames a group",
    scopes: ["Groups.Modify"],
    params,
    body: z.object({ name: z.optional(line(100, 1)) }),
  }),
  deleteGroup: endpoint("DELETE", "/groups/{id}", {
    tag: "Groups",
    summary: "Deletes a group that is empty",
    description: "409 while it holds cases, modules or contacts.",
    scopes: ["Groups.Delete"],
    params,
  }),
  shareGroup: endpoint("POST", "/groups/{id}/share_group", {
    tag: "Groups",
    summary: "Shares a group, or changes how it is shared",
    description: "With all of these people or with none.",
    scopes: ["Groups.Share"],
    params,
    body: z.object({
      users: users(z.object({ userid: userId, permissions: z.enum([...PERMISSION, "full"]).default("read") })),
    }),
  }),
  unshareGroup: endpoint("POST", "/groups/{id}/unshare_group", {
    tag: "Groups",
    summary: "Ends sharing a group with these people",
    scopes: ["Groups.Share"],
    params,
    body: z.object({ users: users(userId) }),
  }),
} as const;
