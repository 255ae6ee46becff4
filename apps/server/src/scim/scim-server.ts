import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Announce } from "../desk/news.ts";
import { isDatabaseAway, type Database } from "../store/database.ts";
import { MOST_AT_ONCE, resourceTypes, schemas, serviceProviderConfig } from "./discovery.ts";
import { matches, parseFilter } from "./filter.ts";
import {
  changeScimGroup,
  deleteScimGroup,
  groupResource,
  makeGroup,
  scimGroup,
  scimGroups,
  wantedGroup,
  type ScimGroup,
} from "./groups.ts";
import { isObject, type Json } from "./json.ts";
import { patched } from "./patch.ts";
import { ScimError } from "./scim-error.ts";
import { scimScope } from "./scim-token.ts";
import { userResource, wantedPerson } from "./user-resource.ts";
import { changeUser, deleteUser, makeUser, scimPeople, scimPerson, type Acting } from "./users.ts";

export const SCIM_PREFIX = "/scim/v2";

/** What SCIM needs of the house. */
export interface ScimParts {
  readonly db: Database;
  readonly announce: Announce;
  readonly clock: () => number;
  readonly publicUrl: string;
  /** Counts wrong tokens of an address; for how many seconds there are too many. */
  readonly callLimits: { takeWrong(address: string, now: number): Promise<number> };
}

const BODY_BYTES = 1024 * 1024;
const USUALLY_AT_ONCE = 100;

/** Serves a company's directory below `/scim/v2` (RFC 7643, 7644): a border of its own, with errors in SCIM's shape [I6]. */
export function serveScim(app: FastifyInstance, parts: ScimParts): void {
  const baseUrl = parts.publicUrl + SCIM_PREFIX;
  void app.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        ["application/scim+json", "application/json"],
        { parseAs: "string", bodyLimit: BODY_BYTES },
        (_request, body, parsed) => parsed(null, body),
      );
      scope.setErrorHandler(async (error, request, reply) => await sendScimError(request, reply, error));
      scope.all("/*", async () => {
        throw new ScimError(404, "There is nothing at this address.");
      });
      add(scope, "GET", "/ServiceProviderConfig", async () => serviceProviderConfig(baseUrl));
      for (const [path, all] of [
        ["/ResourceTypes", resourceTypes(baseUrl)],
        ["/Schemas", schemas(baseUrl)],
      ] as const) {
        add(scope, "GET", path, async () => listOf(all, {}));
        add(scope, "GET", `${path}/:id`, async (_acting, request) => {
          const found = all.find((each) => each["id"] === idIn(request));
          if (found === undefined) throw new ScimError(404, "There is no such resource.");
          return found;
        });
      }
      addUsers(scope);
      addGroups(scope);
    },
    { prefix: SCIM_PREFIX },
  );

  function addUsers(scope: FastifyInstance): void {
    add(scope, "GET", "/Users", async ({ db, scope: company }, request) =>
      listOf(
        (await scimPeople(db, company)).map((each) => userResource(each, baseUrl)),
        queryOf(request),
      ),
    );
    add(scope, "GET", "/Users/:id", async ({ db, scope: company }, request) =>
      userResource(await scimPerson(db, company, idIn(request)), baseUrl),
    );
    add(scope, "POST", "/Users", async (acting, request) =>
      userResource(await makeUser(acting, wantedPerson(bodyOf(request))), baseUrl),
    );
    const change = (to: (before: Json, body: Json) => Json) => async (acting: Acting, request: FastifyRequest) => {
      const person = await scimPerson(acting.db, acting.scope, idIn(request));
      const before = userResource(person, baseUrl);
      const wanted = wantedPerson(to(before, bodyOf(request)), before);
      return userResource(await changeUser(acting, person, wanted), baseUrl);
    };
    add(
      scope,
      "PUT",
      "/Users/:id",
      change((_before, body) => body),
    );
    add(scope, "PATCH", "/Users/:id", change(patched));
    add(scope, "DELETE", "/Users/:id", async (acting, request) => {
      await deleteUser(acting, await scimPerson(acting.db, acting.scope, idIn(request)));
      return undefined;
    });
  }

  function addGroups(scope: FastifyInstance): void {
    const show = async ({ db, scope: company }: Acting, groups: ScimGroup[]) => {
      const names = new Map((await scimPeople(db, company)).map(({ id, name }) => [id, name]));
      return groups.map((group) => groupResource(group, names, baseUrl));
    };
    const showOne = async (acting: Acting, group: ScimGroup) => (await show(acting, [group]))[0];
    add(scope, "GET", "/Groups", async (acting, request) =>
      listOf(await show(acting, await scimGroups(acting.db, acting.scope)), queryOf(request)),
    );
    add(scope, "GET", "/Groups/:id", async (acting, request) =>
      showOne(acting, await scimGroup(acting.db, acting.scope, idIn(request))),
    );
    add(scope, "POST", "/Groups", async (acting, request) =>
      showOne(acting, await makeGroup(acting, wantedGroup(bodyOf(request)))),
    );
    const change = (to: (before: Json, body: Json) => Json) => async (acting: Acting, request: FastifyRequest) => {
      const group = await scimGroup(acting.db, acting.scope, idIn(request));
      const before = (await showOne(acting, group)) ?? {};
      return showOne(acting, await changeScimGroup(acting, group, wantedGroup(to(before, bodyOf(request)))));
    };
    add(
      scope,
      "PUT",
      "/Groups/:id",
      change((_before, body) => body),
    );
    add(scope, "PATCH", "/Groups/:id", change(patched));
    add(scope, "DELETE", "/Groups/:id", async (acting, request) => {
      await deleteScimGroup(acting, await scimGroup(acting.db, acting.scope, idIn(request)));
      return undefined;
    });
  }

  function add(
    scope: FastifyInstance,
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    url: string,
    act: (acting: Acting, request: FastifyRequest) => Promise<Json | undefined>,
  ): void {
    scope.route({
      method,
      url,
      bodyLimit: BODY_BYTES,
      handler: async (request, reply) => {
        const answer = await act(await actingFor(request), request);
        if (answer === undefined) return await reply.code(204).send();
        const meta = answer["meta"];
        if (method === "POST" && isObject(meta) && typeof meta["location"] === "string")
          void reply.code(201).header("location", meta["location"]);
        return await sendJson(reply, chosen(answer, queryOf(request)));
      },
    });
  }

  async function actingFor(request: FastifyRequest): Promise<Acting> {
    const { db, announce, clock, callLimits } = parts;
    const now = clock();
    const [, token] = /^Bearer +(\S{1,200})$/i.exec(request.headers.authorization ?? "") ?? [];
    const scope = token === undefined ? undefined : await scimScope(db, token, now);
    if (scope !== undefined) return { db, announce, scope, now };
    const wait = token === undefined ? 0 : await callLimits.takeWrong(request.ip, now);
    if (wait > 0) throw new ScimError(429, `Too many wrong tokens: try again in ${wait} seconds.`);
    throw new ScimError(401, "A valid token is needed.");
  }
}

/** Answers a request of SCIM that was not done. */
export async function sendScimError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): Promise<FastifyReply> {
  const told = toldOf(error);
  if (told.status >= 500) request.log.error({ err: error }, "a call of SCIM failed");
  if (told.status === 401) void reply.header("www-authenticate", "Bearer");
  return await sendJson(reply.code(told.status), {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: String(told.status),
    ...(told.scimType === undefined ? {} : { scimType: told.scimType }),
    detail: told.message,
  });
}

function toldOf(error: unknown): ScimError {
  if (error instanceof ScimError) return error;
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  if (status === 413) return new ScimError(413, "The request is too long.");
  if (status >= 400 && status < 500)
    return new ScimError(400, "The request could not be read: send JSON.", "invalidSyntax");
  if (isDatabaseAway(error)) return new ScimError(503, "Not available now: try again in a moment.");
  return new ScimError(500, "Something went wrong here.");
}

async function sendJson(reply: FastifyReply, body: Json): Promise<FastifyReply> {
  return await reply.type("application/scim+json; charset=utf-8").send(JSON.stringify(body));
}

function listOf(all: readonly Json[], query: Record<string, string>): Json {
  const filter = query["filter"];
  const asked = filter === undefined || filter.trim() === "" ? undefined : parseFilter(filter);
  const found = asked === undefined ? all : all.filter((each) => matches(asked, each));
  const startIndex = Math.max(1, numberIn(query, "startindex") ?? 1);
  const count = Math.min(MOST_AT_ONCE, Math.max(0, numberIn(query, "count") ?? USUALLY_AT_ONCE));
  const page = found.slice(startIndex - 1, startIndex - 1 + count);
  return {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
    totalResults: found.length,
    startIndex,
    itemsPerPage: page.length,
    Resources: page.map((each) => chosen(each, query)),
  };
}

/** Of a resource what `attributes` and `excludedAttributes` ask for; a list's own names are none of a resource's. */
function chosen(resource: Json, query: Record<string, string>): Json {
  if ("Resources" in resource) return resource;
  const named = (list: string | undefined) =>
    list === undefined || list.trim() === ""
      ? undefined
      : new Set(
          list.split(",").map((each) =>
            each
              .trim()
              .replace(/^urn:.*:/, "")
              .replace(/\..*$/s, "")
              .toLowerCase(),
          ),
        );
  const [only, without] = [named(query["attributes"]), named(query["excludedattributes"])];
  if (only === undefined && without === undefined) return resource;
  const always = new Set(["schemas", "id"]);
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => {
      const key = name.toLowerCase();
      return always.has(key) || (!without?.has(key) && (only === undefined || only.has(key)));
    }),
  );
}

function queryOf(request: FastifyRequest): Record<string, string> {
  const query = isObject(request.query) ? request.query : {};
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => {
      const [first] = [value].flat();
      return typeof first === "string" ? [[name.toLowerCase(), first]] : [];
    }),
  );
}

function numberIn(query: Record<string, string>, name: string): number | undefined {
  const text = query[name]?.trim();
  if (text === undefined || text === "") return undefined;
  if (!/^-?\d{1,9}$/.test(text)) throw new ScimError(400, `${name} is no number.`, "invalidValue");
  return Number(text);
}

function idIn(request: FastifyRequest): string {
  const { params } = request;
  const id = isObject(params) ? params["id"] : undefined;
  return typeof id === "string" ? id : "";
}

function bodyOf(request: FastifyRequest): Json {
  let body: unknown;
  try {
    body = JSON.parse(typeof request.body === "string" ? request.body : "");
  } catch {
    body = undefined;
  }
  if (!isObject(body)) throw new ScimError(400, "The request has no JSON object.", "invalidSyntax");
  if (JSON.stringify(body).includes("\\u0000")) throw new ScimError(400, "A text holds a zero.", "invalidValue");
  return body;
}
