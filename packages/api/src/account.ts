import * as z from "zod";
import { line } from "@beckon/protocol/words.ts";
import { endpoint } from "./endpoint.ts";
import { language, userId } from "./values.ts";

const account = z
  .object({
    userid: userId,
    email: z.string(),
    name: z.string(),
    company_name: z.string(),
    email_validated: z.boolean(),
    email_language: z.string().describe("A language's two letters, or `auto`: none was chosen."),
  })
  .meta({ id: "Account" });

export const accountEndpoints = {
  ping: endpoint("GET", "/ping", {
    tag: "Account",
    summary: "Says whether the token is valid",
    description: "Answers 200 in both cases.",
    open: true,
    answer: z.object({ token_valid: z.boolean() }),
  }),
  readAccount: endpoint("GET", "/account", {
    tag: "Account",
    summary: "Tells whose token it is",
    description: "For a token of the company: who made it.",
    scopes: ["Account.Read"],
    answer: account,
  }),
  changeAccount: endpoint("PUT", "/account", {
    tag: "Account",
    summary: "Changes the name or the language of whoever the token is of",
    description: "Address and password are changed by nobody but the person, in the console: they are refused here.",
    scopes: ["Account.Modify"],
    body: z.object({
      name: z.optional(line(100, 1)),
      email_language: language.optional(),
      email: z.string().optional().describe("Taken when it is the address they have."),
      password: z.string().optional().describe("Refused."),
    }),
  }),
} as const;
