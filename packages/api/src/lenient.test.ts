import { describe, expect, it } from "vitest";
import * as z from "zod";
import { lenient, Repeated } from "./lenient.ts";

const schema = z.object({
  groupId: z.string().optional(),
  full: z.boolean().default(false),
  state: z.array(z.enum(["Open", "Closed"])).optional(),
  grant: z.literal("code").optional(),
  most: z.int().optional(),
  customer: z.union([z.object({ name: z.string() }), z.string()]).optional(),
});
const read = (given: unknown) => schema.parse(lenient(schema, given));

describe("what real clients write", () => {
  it("[W1] is understood: names and words in any case, yes and no in their ways, numbers as text, lists with commas", () => {
    expect(read({ GROUPID: 12, Full: "True", STATE: "open, CLOSED", Grant: "CODE", most: "7" })).toEqual({
      groupId: "12",
      full: true,
      state: ["Open", "Closed"],
      grant: "code",
      most: 7,
    });
    for (const yes of [true, "true", "TRUE", 1, "1"]) expect(read({ full: yes }).full).toBe(true);
    for (const no of [false, "False", 0, "0", null, ""]) expect(read({ full: no }).full).toBe(false);
  });

  it("[W1] null and empty are left out, an exact name goes before one in another case, and unknown ones do not matter", () => {
    expect(read({ state: null, most: "", grant: null, unheard: { of: 1 } })).toEqual({ full: false });
    expect(read({ groupid: "g1", groupId: "g2" }).groupId).toBe("g2");
  });

  it("[W1] an object may come as its text, and what takes both an object and a text takes both", () => {
    expect(read('{"most": 3}').most).toBe(3);
    expect(read({ customer: '{"NAME": "Cleo"}' }).customer).toEqual({ name: "Cleo" });
    expect(read({ customer: "Cleo" }).customer).toBe("Cleo");
  });

  it("[W1] of what is said several times a list takes all, anything else the last", () => {
    const twice = (...values: string[]) => new Repeated(values);
    expect(read({ state: twice("open", "closed"), groupId: twice("g1", "g2"), full: twice("0", "1") })).toEqual({
      state: ["Open", "Closed"],
      groupId: "g2",
      full: true,
    });
    expect(read({ customer: twice("Ana", "Cleo") }).customer).toBe("Cleo");
  });

  it("[W1] half characters and zeros do not get through, nor do objects where a word belongs", () => {
    expect(read({ groupId: "a\0b\ud800c😀" }).groupId).toBe("a\ufffdb\ufffdc😀");
    for (const name of ["groupId", "full", "state", "grant", "most"]) {
      const wicked = { toString: 1, valueOf: 1 };
      expect(schema.safeParse(lenient(schema, { [name]: wicked })).success).toBe(false);
      expect(schema.safeParse(lenient(schema, { [name]: [wicked] })).success).toBe(false);
    }
  });

  it("[W1] names that objects have anyway are names like any other", () => {
    const given: unknown = JSON.parse('{"__proto__": {"most": 9}, "constructor": 1, "hasOwnProperty": 2, "most": 1}');
    expect(read(given)).toEqual({ full: false, most: 1 });
    expect(({} as Record<string, unknown>)["most"]).toBeUndefined();
  });
});
