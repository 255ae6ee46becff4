import { afterAll, beforeAll, expect, it } from "vitest";
import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { startTestHttp, type TestHttp } from "../../http/test-http.ts";
import { html } from "./html.ts";
import { markdown } from "./markdown.ts";

let house: TestHttp;
beforeAll(async () => {
  house = await startTestHttp();
});
afterAll(async () => house.close());

it("[W11] [X7] the readable page shows every call, needs no token, and has neither script nor inline style", async () => {
  const { status, headers, text } = await house.ask("GET", "/API/v1/Docs/");
  expect({ status, type: headers["content-type"] }).toEqual({ status: 200, type: "text/html; charset=utf-8" });
  expect(headers["content-security-policy"]).toContain("style-src 'self'");
  expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
  for (const [name, { summary }] of Object.entries(ENDPOINTS)) {
    expect(text).toContain(`<h3 id="${name}">`);
    expect(text).toContain(html`${summary}.`.html);
  }
});

it("[W11] whatever the pages link to on this server is there, anchors too, and no anchor is there twice", async () => {
  for (const path of ["/api/v1/docs", "/api/v1/docs/start", "/api/v1/docs/moving"]) {
    const { text, status } = await house.ask("GET", path);
    expect(status).toBe(200);
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
    for (const [, address = ""] of text.matchAll(/\shref="([^"]+)"/g)) {
      if (address.startsWith("#")) expect(ids).toContain(address.slice(1));
      else if (address.startsWith("/")) expect((await house.ask("GET", address)).status).toBe(200);
    }
  }
});

it("[W11] the pages' Markdown: what it means is written, and nothing in it becomes HTML of its own", () => {
  const text =
    "# A & B\n\nSome `code<b>`, *soft*, **hard**, [link](https://x.example/) and [other](../a.md).\n\n- one\n- two\n\n| a | b |\n|---|---|\n| `1` | <i> |\n\n```\nx\n\ny <z>\n```";
  const written = markdown(text).html.replace(/>\s+</g, "><");
  expect(written).toContain("<h1>A &#38; B</h1>");
  expect(written).toContain(
    '<p>Some <code>code&#60;b&#62;</code>, <em>soft</em>, <strong>hard</strong>, <a href="https://x.example/">link</a> and other.</p>',
  );
  expect(written).toContain("<ul><li>one</li><li>two</li></ul>");
  expect(written).toContain("<tbody><tr><td><code>1</code></td><td>&#60;i&#62;</td></tr></tbody>");
  expect(written).toContain("<code>x\n\ny &#60;z&#62;</code>");
});
