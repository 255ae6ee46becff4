import * as z from "zod";
import { endpoint } from "./endpoint.ts";

export const accountEndpoints = {
  ping: endpoint("GET", "/ping", {
    tag: "Account",
    summary: "Says whether the token is valid",
    description: "Answers 200 in both cases.",
    open: true,
    answer: z.object({ token_valid: z.boolean() }),
  }),
} as const;
