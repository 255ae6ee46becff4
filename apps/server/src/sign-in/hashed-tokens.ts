import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import type { DBAdapter, DBAdapterInstance, Where } from "@better-auth/core/db/adapter";

/** What stands for a sign-in's token wherever it is kept or shown: never the token itself [X11]. */
export function tokenName(token: string): string {
  return isName(token) ? token : `h.${createHash("sha256").update(token).digest("base64url")}`;
}

// Tokens are letters and digits only.
function isName(token: string): boolean {
  return token.startsWith("h.");
}

const named = new AsyncLocalStorage<true>();

/** Lets `work` end sign-ins by their tokens' names; elsewhere a name opens and ends nothing. */
export async function byTokenName<T>(work: () => Promise<T>): Promise<T> {
  return await named.run(true, work);
}

type Reads = Pick<
  DBAdapter,
  "create" | "findOne" | "findMany" | "count" | "update" | "updateMany" | "delete" | "deleteMany"
>;

/** An adapter of the sign-in library that keeps only the hashes of sign-ins' tokens; rows found by a token carry it, others its name. */
export function hashTokens(adapter: DBAdapterInstance): DBAdapterInstance {
  return (options) => {
    const inner = adapter(options);
    return {
      ...inner,
      ...wrap(inner),
      transaction: (work) => inner.transaction((trx) => work({ ...trx, ...wrap(trx) })),
    };
  };
}

function wrap(inner: Reads): Reads {
  return {
    async create<T extends object, R = T>(data: { model: string; data: Omit<T, "id">; select?: string[] | undefined }) {
      if (data.model !== "session") return await inner.create<T, R>(data);
      const row = await inner.create<T, R>({ ...data, data: nameToken(data.data) });
      return withToken(row, tokenIn(data.data));
    },
    findOne: async (data) => withToken(await inner.findOne(hashed(data)), tokenAsked(data)),
    findMany: async (data) => await inner.findMany(hashed(data)),
    count: async (data) => await inner.count(hashed(data)),
    update: async (data) =>
      withToken(await inner.update({ ...hashed(data), update: nameToken(data.update) }), tokenAsked(data)),
    updateMany: async (data) => await inner.updateMany({ ...hashed(data), update: nameToken(data.update) }),
    delete: async (data) => await inner.delete(hashed(data)),
    deleteMany: async (data) => await inner.deleteMany(hashed(data)),
  };
}

function hashed<T extends { model: string; where?: Where[] | undefined }>(data: T): T {
  if (data.model !== "session" || data.where === undefined) return data;
  return {
    ...data,
    where: data.where.map((one) => (one.field === "token" ? { ...one, value: nameOf(one.value) } : one)),
  };
}

function nameOf(value: Where["value"]): Where["value"] {
  if (Array.isArray(value)) return value.map((one) => String(nameOf(String(one))));
  if (typeof value !== "string") return value;
  // A name taken from a stolen database is hashed once more, and so fits nothing.
  if (isName(value) && named.getStore() !== true) return `h.${tokenName(value.slice(2))}`;
  return tokenName(value);
}

function tokenAsked({ model, where = [] }: { model: string; where?: Where[] }): string | undefined {
  const value = model === "session" ? where.find((one) => one.field === "token")?.value : undefined;
  return typeof value === "string" ? value : undefined;
}

function tokenIn(row: object): string | undefined {
  return "token" in row && typeof row.token === "string" ? row.token : undefined;
}

function nameToken<T extends object>(row: T): T {
  const token = tokenIn(row);
  return token === undefined ? row : { ...row, token: tokenName(token) };
}

function withToken<T>(row: T, token: string | undefined): T {
  const found = typeof row === "object" && row !== null && "token" in row;
  return found && token !== undefined ? { ...row, token } : row;
}
