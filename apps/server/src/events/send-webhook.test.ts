import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lookupPublicBy } from "../limits/private-address.ts";
import { openWebhookSender } from "./send-webhook.ts";
import { isWebhookAddress } from "./webhook-address.ts";

const SECRET = `whsec_${Buffer.alloc(32).toString("base64")}`;
let server: Server;
let port: number;
let reached = 0;
let connected = 0;
beforeAll(async () => {
  server = createServer((_request, response) => {
    reached++;
    response.end("inside");
  });
  server.on("connection", () => connected++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const send = (url: string, lookup?: ReturnType<typeof lookupPublicBy>) => {
  const sender = openWebhookSender({ privateToo: false, patienceMs: 2_000, ...(lookup ? { lookup } : {}) });
  return sender.send({ url, id: "1", secrets: [SECRET], body: "{}" }, Date.now()).finally(() => sender.close());
};

describe("private addresses", () => {
  it.each([
    "https://127.0.0.1/",
    "https://127.1/",
    "https://0x7f000001/",
    "https://2130706433/",
    "https://0/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://169.254.169.254/latest/meta-data",
    "https://10.0.0.1:8443/",
    "https://192.168.1.1/",
    "https://172.31.255.255/",
    "https://100.64.0.1/",
    "https://[fe80::1]/",
    "https://[fd00::1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://localhost/",
    "https://LOCALHOST./",
    "https://intranet/",
    "https://printer.local/",
    "https://metadata.google.internal/",
    "http://example.com/",
    "ftp://example.com/",
    "https://name:password@example.com/",
    "file:///etc/passwd",
    "no address",
  ])("[W15] %s is not taken, and nothing is sent there", async (url) => {
    expect(isWebhookAddress(url, false)).toBe(false);
    expect(await send(url)).toMatchObject({ status: 0, answer: "EPRIVATE" });
  });

  it("[W15] public ones are, on any port; what the operator allows besides", () => {
    for (const url of ["https://example.com/x?y=1", "https://example.com:8443/", "https://93.184.216.34/"])
      expect(isWebhookAddress(url, false)).toBe(true);
    for (const url of ["http://127.0.0.1:8080/", "https://printer.local/"])
      expect(isWebhookAddress(url, true)).toBe(true);
    expect(isWebhookAddress("http://name:password@127.0.0.1/", true)).toBe(false);
  });

  it.each([
    [["127.0.0.1"]],
    [["169.254.169.254"]],
    [["::ffff:127.0.0.1"]],
    [["::1"]],
    [["fe80::1%lo"]],
    [["10.1.2.3"]],
    [["93.184.216.34", "127.0.0.1"]],
    [[]],
  ])("[W15] a name that leads to %s is not connected to", async (addresses) => {
    const lookup = lookupPublicBy((_name, _options, found) =>
      found(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      ),
    );
    expect(await send(`https://harmless.example.com:${port}/`, lookup)).toMatchObject({
      status: 0,
      answer: "EPRIVATE",
    });
    expect({ reached, connected }).toEqual({ reached: 0, connected: 0 });
  });

  it("[W15] a name that changes its mind is connected to where it led when it was looked at", async () => {
    let asked = 0;
    const lookup = lookupPublicBy((_name, _options, found) => {
      asked++;
      // First nobody's, as documents use it, and then this computer.
      found(null, [{ address: asked === 1 ? "240.0.0.1" : "127.0.0.1", family: 4 }]);
    });
    for (let n = 0; n < 3; n++) await send(`https://rebinding.example.com:${port}/`, lookup);
    expect({ reached, connected }).toEqual({ reached: 0, connected: 0 });
  });
});

it("[W15] an address that answers nothing is given up after a while", async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const sender = openWebhookSender({ privateToo: true, patienceMs: 300 });
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  expect(await sender.send({ url, id: "1", secrets: [SECRET], body: "{}" }, Date.now())).toMatchObject({
    status: 0,
    answer: "ETIMEDOUT",
  });
  sender.close();
  silent.closeAllConnections();
  silent.close();
  const nobody = openWebhookSender({ privateToo: true });
  expect((await nobody.send({ url, id: "1", secrets: [SECRET], body: "{}" }, Date.now())).answer).toBe("ECONNREFUSED");
  nobody.close();
});
