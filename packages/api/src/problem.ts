import * as z from "zod";

/** What went wrong, in the API's words, with the HTTP status it usually travels with. */
export const PROBLEMS = {
  invalid_request: 400,
  invalid_token: 401,
  token_expired: 401,
  wrong_credentials: 401,
  invalid_client: 401,
  invalid_permission: 403,
  not_found: 404,
  rate_limit_reached: 429,
  too_many_retries: 429,
  internal_error: 500,
} as const;
export type ProblemName = keyof typeof PROBLEMS;

/** The answer to every call that failed. */
export const problem = z
  .object({
    error: z.enum(Object.keys(PROBLEMS) as [ProblemName, ...ProblemName[]]),
    error_description: z.string().meta({ description: "What happened and what to do, for people." }),
    error_code: z.int().meta({ description: "The HTTP status." }),
    error_signature: z.string().meta({ description: "Stands in the server's log, too." }),
  })
  .meta({ id: "Error" });
export type Problem = z.infer<typeof problem>;
