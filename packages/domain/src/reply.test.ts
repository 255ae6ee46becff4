import { describe, expect, it } from "vitest";
import { fillReply, replyText } from "./reply.ts";

const known = { customer: "Maria Lopez", expert: "Ana", company: "Acme", code: "s123-456-789" };

describe("a canned reply", () => {
  it("[Q8] is filled in with the customer, the expert, the company and the code", () => {
    expect(fillReply("Hello {customer}, {expert} of {company} here. {code}\n{code}", known)).toBe(
      "Hello Maria Lopez, Ana of Acme here. s123-456-789\ns123-456-789",
    );
    expect(fillReply("{nobody} {customer", known)).toBe("{nobody} {customer");
    expect(fillReply("{customer}", { ...known, customer: "$& {code}" })).toBe("$& {code}");
  });
  it("[Q8] reads well where a value is missing", () => {
    const say = (text: string) => fillReply(text, { ...known, customer: " " });
    expect(say("Hello {customer}!")).toBe("Hello!");
    expect(say("Hello, {customer}!")).toBe("Hello!");
    expect(say("Thank you, {customer}.\nBye")).toBe("Thank you.\nBye");
    expect(say("Hello {customer|there}, hello")).toBe("Hello there, hello");
    expect(say("{customer}, one moment.\n  - a list")).toBe("one moment.\n  - a list");
    expect(say("{customer|Dear customer}, one moment.")).toBe("Dear customer, one moment.");
  });
  it("[Q8] is said in the customer's language, else in the next, else in any it was written in", () => {
    const texts = { en: "Hello", de: "Hallo", es: "" };
    expect(replyText(texts, ["de", "en"])).toEqual({ language: "de", text: "Hallo" });
    expect(replyText(texts, ["es", "en"])).toEqual({ language: "en", text: "Hello" });
    expect(replyText<string>(texts, ["es"])?.text).toBe("Hello");
    expect(replyText({}, ["es"])).toBeUndefined();
  });
});
