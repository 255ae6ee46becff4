import { expect, it } from "vitest";
import { ownAddress } from "./own-address.ts";

it("[R17] other servers reach this one where it listens, or at its first address when it listens on all", () => {
  const lo = { family: "IPv4", internal: true, address: "127.0.0.1" };
  const six = { family: "IPv6", internal: false, address: "fe80::1" };
  const net = { family: "IPv4", internal: false, address: "10.0.0.5" };
  const interfaces = { lo: [lo], eth0: [six, net] } as unknown as Parameters<typeof ownAddress>[2];
  expect(ownAddress("0.0.0.0", 8080, interfaces)).toBe("http://10.0.0.5:8080");
  expect(ownAddress("::", 8080, interfaces)).toBe("http://10.0.0.5:8080");
  expect(ownAddress("127.0.0.1", 80, interfaces)).toBe("http://127.0.0.1:80");
  expect(ownAddress("::1", 80, interfaces)).toBe("http://[::1]:80");
});
