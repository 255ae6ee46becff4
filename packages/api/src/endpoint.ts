import * as z from "zod";
import type { Scope } from "./scopes.ts";

const nothing = z.object({});
type Nothing = typeof nothing;

/**
 * One call of the web API: what the server parses with, and what its document is made of. `{name}` in the path is a
 * parameter; below `/api/v1`. The names' case in path and fields is for reading only: any case is taken.
 */
export type Endpoint<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodObject = z.ZodObject,
  A extends z.ZodType = z.ZodType,
> = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: `/${string}`;
  /** Under which heading the document shows it. */
  tag: string;
  /** One line, for the document. */
  summary: string;
  /** What else is to be known, for the document. */
  description: string;
  /** The token needs any one of these; none: any valid token will do. `open`: no token is asked for. */
  scopes: readonly Scope[];
  open: boolean;
  params: P;
  /** A GET takes these from its body, too. */
  query: Q;
  body: B;
  /** 204 answers nothing. */
  status: 200 | 204;
  answer: A;
  /** What each event carries, when the answer is a stream of server-sent events that ends when either side goes. */
  stream: z.ZodType | null;
};

/** Describes one call; what is left out takes or answers nothing. */
export function endpoint<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodObject = Nothing,
  A extends z.ZodType = z.ZodUndefined,
>(
  method: Endpoint["method"],
  path: `/${string}`,
  about: Pick<Endpoint, "tag" | "summary"> &
    Partial<Pick<Endpoint, "description" | "scopes" | "open" | "stream">> & {
      params?: P;
      query?: Q;
      body?: B;
      answer?: A;
    },
): Endpoint<P, Q, B, A> {
  const { description = "", scopes = [], open = false, stream = null, tag, summary } = about;
  return {
    method,
    path,
    tag,
    summary,
    description,
    scopes,
    open,
    params: about.params ?? (nothing as unknown as P),
    query: about.query ?? (nothing as unknown as Q),
    body: about.body ?? (nothing as unknown as B),
    status: about.answer === undefined ? 204 : 200,
    answer: about.answer ?? (z.undefined() as unknown as A),
    stream,
  };
}
