import { request } from "node:https";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PushedNotice } from "@beckon/protocol/notices.ts";
import { openPushService, type PushService } from "../../testing/push-server.ts";
import { openPush, type Push } from "./push.ts";
import { isPushAddress, linesToPush } from "./push-address.ts";
import { pushKeysOf } from "./push-keys.ts";

const keys = pushKeysOf("a secret of the installation, long enough");
const logged: object[] = [];
const log = { warn: (about: object) => void logged.push(about) };
const notice: PushedNotice = {
  is: "untaken",
  language: "en",
  tag: "case-1",
  customer: "Eva Ünal",
  group: "Printers",
  path: "/console/queue/case-1",
};
let service: PushService;
let push: Push;

beforeAll(async () => {
  service = await openPushService();
  push = openPush({ keys, contact: "mailto:ops@example.com", privateToo: true, ca: service.ca, log });
});
afterAll(async () => {
  push.close();
  await service.close();
});

describe("what is sent", () => {
  it("[N1][N3] is opened by the browser alone, and holds no more than names and a link", async () => {
    const browser = service.subscribe(keys.publicKey);
    expect(await push.send(browser, notice)).toBe("sent");
    expect(browser.received).toEqual([{ data: notice, ttl: 600, topic: expect.any(String), urgency: "high" }]);
  });

  it("[N1] what a browser that is away did not get yet is replaced by what came of it", async () => {
    const browser = service.subscribe(keys.publicKey);
    browser.offline();
    await push.send(browser, notice);
    await push.send(browser, { ...notice, is: "withdraw" });
    browser.online();
    expect(browser.received.map(({ data }) => data["is"])).toEqual(["withdraw"]);
  });

  it("[N3] only this installation's keys open the way", async () => {
    const browser = service.subscribe(pushKeysOf("another installation's secret, as long as that").publicKey);
    expect(await push.send(browser, notice)).toBe("failed");
    expect(browser.received).toEqual([]);
  });

  it.each([
    [404, "gone"],
    [410, "gone"],
    [429, "failed"],
    [503, "failed"],
    [301, "failed"],
    [307, "failed"],
  ])("[N3] %i counts as %s, and leads nowhere else", async (status, came) => {
    const browser = service.subscribe(keys.publicKey);
    const elsewhere = service.subscribe(keys.publicKey);
    browser.answers(status);
    expect(await push.send(browser, notice)).toBe(came);
    expect(elsewhere.received).toEqual([]);
  });

  it("[X11] the log has no more of a browser's address than its host", async () => {
    logged.length = 0;
    const browser = service.subscribe(keys.publicKey);
    browser.answers(500);
    await push.send(browser, notice);
    expect(logged).toEqual([{ host: new URL(service.origin).host, status: 500 }]);
  });
});

describe("where it is sent", () => {
  it.each([
    "http://push.example.com/x",
    "https://127.0.0.1/x",
    "https://localhost/x",
    "https://[::1]/x",
    "https://[::ffff:10.0.0.1]/x",
    "https://10.1.2.3/x",
    "https://192.168.1.1/x",
    "https://169.254.169.254/latest/meta-data",
    "https://2130706433/x",
    "https://[fd00::1]/x",
    "https://[64:ff9b::a00:1]/x",
    "https://database/x",
    "https://printer.local/x",
    "https://push.example.com:5432/x",
    "https://me:secret@push.example.com/x",
    "ftp://push.example.com/x",
    "nonsense",
  ])("[N3] %s is refused", (endpoint) => {
    expect(isPushAddress(endpoint, false)).toBe(false);
  });

  it.each([
    "https://fcm.googleapis.com/fcm/send/x",
    "https://updates.push.services.mozilla.com/wpush/v2/x",
    "https://web.push.apple.com/x",
    "https://8.8.8.8/x",
  ])("[N3] %s is taken", (endpoint) => {
    expect(isPushAddress(endpoint, false)).toBe(true);
  });

  it("[N3] a name is not connected to when it leads to a private address at that moment", async () => {
    const { endpoint } = service.subscribe(keys.publicKey);
    const reach = async (privateToo: boolean) => {
      const httpsLines = linesToPush(privateToo, service.ca);
      const came = await new Promise((resolve) => {
        const asked = request(endpoint, { agent: httpsLines }).end();
        asked.on("response", ({ statusCode }) => resolve(statusCode));
        asked.on("error", (error) => resolve("code" in error && error.code));
      });
      httpsLines.destroy();
      return came;
    };
    expect(await reach(false)).toBe("EPRIVATE");
    expect(await reach(true)).toBe(400);
  });
});

it("[N3] the keys are the same for everybody who shares the secret, and others for another", () => {
  expect(pushKeysOf("a secret of the installation, long enough")).toEqual(keys);
  expect(pushKeysOf("another secret of an installation, long too").publicKey).not.toBe(keys.publicKey);
  expect(Buffer.from(keys.publicKey, "base64url")).toHaveLength(65);
});
