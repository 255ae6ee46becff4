import * as z from "zod/mini";

/** One call; `:name` in the path is a parameter, `query` and `body` are parsed at the server's border. */
export type Call<Q extends z.ZodMiniType, B extends z.ZodMiniType, A extends z.ZodMiniType> = {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  path: `/api/${string}`;
  query: Q;
  body: B;
  answer: A;
};

/** Nothing is given or answered. */
export const nothing = z.object({});
type Nothing = typeof nothing;

/** Describes one call; what is left out takes nothing. */
export function call<A extends z.ZodMiniType, Q extends z.ZodMiniType = Nothing, B extends z.ZodMiniType = Nothing>(
  method: Call<Q, B, A>["method"],
  path: `/api/${string}`,
  shapes: { answer: A; query?: Q; body?: B },
): Call<Q, B, A> {
  return {
    method,
    path,
    query: shapes.query ?? (nothing as unknown as Q),
    body: shapes.body ?? (nothing as unknown as B),
    answer: shapes.answer,
  };
}
