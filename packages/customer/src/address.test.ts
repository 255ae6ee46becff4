import { describe, expect, it } from "vitest";
import { codeInScan, groupTyped, readAddress } from "./address.ts";

describe("the page's address", () => {
  it("[S1] takes a code from a link, with or without dashes", () => {
    expect(readAddress("/s123456789")).toEqual({ is: "code", code: "s123456789" });
    expect(readAddress("/S123-456-789/")).toEqual({ is: "code", code: "s123456789" });
  });

  it("[S4] looks up a malformed code of a link like any other", () => {
    expect(readAddress("/s12")).toEqual({ is: "code", code: "s12" });
  });

  it("[M3] takes a module's slug, and everything else for the page to type a code", () => {
    expect(readAddress("/m/Nordwind-IT")).toEqual({ is: "module", slug: "nordwind-it" });
    expect(readAddress("/m/%E0%A4%A")).toEqual({ is: "module", slug: "%e0%a4%a" });
    expect(readAddress("/")).toEqual({ is: "join" });
    expect(readAddress("/m/")).toEqual({ is: "join" });
  });

  it("[S1] groups digits while they are typed, in whatever form", () => {
    expect(groupTyped("1234")).toBe("123-4");
    expect(groupTyped("s123 456-789")).toBe("123-456-789");
    expect(groupTyped("S123456789012")).toBe("123-456-789");
  });

  it("[S1] finds the code in what a QR code holds", () => {
    expect(codeInScan("https://help.example.com/s123456789")).toBe("s123456789");
    expect(codeInScan("s123-456-789")).toBe("s123456789");
    expect(codeInScan("https://help.example.com/m/nordwind")).toBeUndefined();
  });
});
