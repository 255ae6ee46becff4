import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";

let house: TestHttp;
beforeAll(async () => {
  house = await startTestHttp();
});
afterAll(async () => house.close());

it("[W3] an unknown call is answered in the API's own shape, with a signature", async () => {
  const { status, body } = await house.ask("GET", "/api/v1/nothing");
  expect({ status, body }).toEqual({
    status: 404,
    body: {
      error: "not_found",
      error_code: 404,
      error_description: expect.any(String),
      error_signature: expect.stringMatching(/^[\w-]{8,}$/),
    },
  });
});

it("[W3] ping answers 200 also without a valid token, on a path in any case, with a body, and from another site's page", async () => {
  for (const path of ["/api/v1/ping", "/API/v1/Ping/", "/api/v1/PING?x=1"]) {
    const headers = { authorization: "Bearer 12345678-abcdefghij0123456789", origin: "https://elsewhere.example" };
    const { status, body } = await house.ask("GET", path, { headers, body: {} });
    expect({ path, status, body }).toEqual({ path, status: 200, body: { token_valid: false } });
  }
});
