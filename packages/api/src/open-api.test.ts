import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, it } from "vitest";
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { openApiOf } from "./open-api.ts";

const URL = "https://help.example.com";
const document = openApiOf(ENDPOINTS, URL);

it("[W11] the document is valid OpenAPI 3.1, and all it refers to is in it", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document) as unknown as Record<string, unknown>);
  expect({ valid, errors }).toMatchObject({ valid: true });
  expect(validator.version).toBe("3.1");
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(schemas|responses)\/([^"]+)"/g)];
  expect(refs.length).toBeGreaterThan(0);
  for (const [, kind, name] of refs)
    expect(document.components[kind as "schemas" | "responses"]).toHaveProperty([name ?? ""]);
});

it("[W11] the document has every call once, under its name, with what each needs", () => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ name: one.operationId, path, method: method.toUpperCase() })),
  );
  const given = Object.entries(ENDPOINTS).map(([name, { path, method }]) => ({ name, path, method }));
  expect(operations.toSorted(byName)).toEqual(given.toSorted(byName));
});

it("[W11] parameters, bodies, answers and permissions are written from the schemas", () => {
  const customer = z.object({ name: z.string().max(100).default("") }).meta({ id: "Customer" });
  const change = endpoint("PUT", "/things/{code}", {
    tag: "Things",
    summary: "Changes a thing",
    scopes: ["Sessions.EditOwn", "Sessions.EditAll"],
    params: z.object({ code: z.string() }),
    query: z.object({ states: z.array(z.enum(["open", "closed"])).optional() }),
    body: z.object({
      customer: z
        .string()
        .transform((name) => ({ name }))
        .or(customer),
      count: z.int().optional(),
    }),
    answer: z.object({ customer }),
  });
  const { paths, components } = openApiOf({ change }, URL);
  const put = paths["/things/{code}"]?.put;
  expect(put?.security).toEqual([
    { bearer: ["Sessions.EditOwn"] },
    { oauth2: ["Sessions.EditOwn"] },
    { bearer: ["Sessions.EditAll"] },
    { oauth2: ["Sessions.EditAll"] },
  ]);
  expect(put?.parameters).toMatchObject([
    { name: "code", in: "path", required: true },
    { name: "states", in: "query", required: false, style: "form", explode: false },
  ]);
  const types = put?.requestBody?.content ?? {};
  expect(Object.keys(types)).toEqual(["application/json", "application/x-www-form-urlencoded"]);
  // Where a part reads differently in a request than in an answer, each has its own name.
  const [request, answer] = [components.schemas["CustomerRequest"], components.schemas["Customer"]];
  expect([request?.required, answer?.required]).toEqual([undefined, ["name"]]);
  expect(put?.responses["200"]).toMatchObject({
    content: {
      "application/json": {
        schema: { properties: { customer: { $ref: "#/components/schemas/Customer" } } },
        example: { customer: { name: "" } },
      },
    },
  });
});

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
