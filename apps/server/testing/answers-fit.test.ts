import { expect, it } from "vitest";
import { startTestHttp } from "../src/http/test-http.ts";
import { faultOf } from "./answers-fit.ts";

const answered = (statusCode: number, type?: string) => ({
  statusCode,
  getHeader: (name: string) => (name === "content-type" ? type : undefined),
});
const json = (statusCode: number) => answered(statusCode, "application/json; charset=utf-8");

it("[W11] an answer that the document does not describe is found: status, type, a missing field, and one too many", () => {
  const call = "GET /api/v1/ping";
  const failed = { error: "not_found", error_description: "x", error_code: 404, error_signature: "x" };
  expect(faultOf(call, json(200), '{"token_valid":true}')).toBeUndefined();
  expect(faultOf(call, json(404), JSON.stringify(failed))).toBeUndefined();
  expect(faultOf(call, json(201), '{"token_valid":true}')).toContain("no such answer");
  expect(faultOf(call, answered(200, "text/html"), '{"token_valid":true}')).toContain("text/html");
  expect(faultOf(call, json(200), "{}")).toContain("token_valid");
  expect(faultOf(call, json(200), '{"token_valid":true,"more":1}')).toContain("more");
  expect(faultOf(call, json(404), JSON.stringify({ ...failed, error: "lost" }))).toContain("error");
  expect(faultOf("GET /api/v1/*", answered(404), "Not found")).toContain("it is");
});

it("[W11] the document is served to anybody, and says the address people open", async () => {
  const house = await startTestHttp();
  const { status, headers, body } = await house.ask("GET", "/API/v1/OpenAPI.json");
  expect({ status, type: headers["content-type"], body }).toMatchObject({
    status: 200,
    type: "application/json; charset=utf-8",
    body: { openapi: "3.1.0", servers: [{ url: "https://help.example.com/api/v1" }] },
  });
  await house.close();
});

it("[W11] a test goes red when an answer does not fit the document: there, and at its end", async () => {
  const house = await startTestHttp();
  house.app.addHook("preSerialization", async () => ({ token_valid: "perhaps" }));
  const { status, body } = await house.ask("GET", "/api/v1/ping");
  expect({ status, body }).toMatchObject({ status: 500, body: { error: "internal_error", error_code: 500 } });
  await expect(house.close()).rejects.toThrow("does not fit the document: /token_valid must be boolean");
});
