import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { iceServersFor } from "./ice-servers.ts";

const settings = {
  stunUrls: ["stun:stun.example.com:3478"],
  turnUrls: ["turn:turn.example.com:3478?transport=udp"],
  turnSecret: "a-secret-of-sixteen",
  turnTtlSeconds: 600,
};

it("[X10] TURN credentials name their session, end after the set time, and are what coturn computes", () => {
  const [, turn] = iceServersFor(settings, "c1-17", 1_800_000_000_999);
  expect(turn?.username).toBe("1800000600:c1-17");
  const password = createHmac("sha1", settings.turnSecret).update("1800000600:c1-17").digest("base64");
  expect(turn?.credential).toBe(password);
});

it("[X10] without a TURN secret no credentials are made", () => {
  expect(iceServersFor({ ...settings, turnUrls: [], turnSecret: undefined }, "c1-17", 0)).toEqual([
    { urls: ["stun:stun.example.com:3478"] },
  ]);
});
