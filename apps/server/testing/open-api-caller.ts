import type { FastifyInstance } from "fastify";
import { apiCaller, type ApiAnswer } from "./api-caller.ts";

/** Calls the web API as an integration does: with a token, over a real connection. */
export type ApiCall = (token: string, method: string, path: string, body?: unknown) => Promise<ApiAnswer>;

/** Opens the house's HTTP side on a port of this computer and gives a way to call its web API; `path` is below `/api/v1`. */
export async function openApiCaller(app: FastifyInstance): Promise<ApiCall> {
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return async (token, method, path, body) => await apiCaller({ url }, token)(method, `/api/v1${path}`, body);
}
