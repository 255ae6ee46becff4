import { isAbsolute } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig, type Config } from "./config.ts";

function accepted(env: Record<string, string>): Config {
  const result = readConfig(env);
  if (!result.ok) throw new Error(result.faults.join("\n"));
  return result.config;
}

function faults(env: Record<string, string>): readonly string[] {
  const result = readConfig(env);
  return result.ok ? [] : result.faults;
}

describe("the settings", () => {
  it("are complete with an empty environment", () => {
    const config = accepted({ PORT: "", DATABASE_URL: "  " });
    expect(config).toMatchObject({
      port: 8080,
      host: "0.0.0.0",
      logLevel: "info",
      trustProxy: false,
      stunUrls: [],
      turnUrls: [],
    });
    expect(config.databaseUrl).toBeUndefined();
    expect(isAbsolute(config.dataDir) && config.dataDir.endsWith("data")).toBe(true);
  });

  it("are read in the form an operator writes them", () => {
    expect(
      accepted({
        PORT: " 9000 ",
        PUBLIC_URL: "https://Help.example.com/",
        DATA_DIR: "/var/lib/beckon",
        TRUST_PROXY: "10.0.0.0/8, ::1",
        STUN_URLS: "stun:a.example:3478",
        TURN_URLS: "turn:a.example:3478?transport=udp, turns:a.example:5349",
        TURN_SECRET: "0123456789abcdef",
      }),
    ).toMatchObject({
      port: 9000,
      publicUrl: "https://help.example.com",
      dataDir: "/var/lib/beckon",
      trustProxy: ["10.0.0.0/8", "::1"],
      turnUrls: ["turn:a.example:3478?transport=udp", "turns:a.example:5349"],
    });
    expect(accepted({ TRUST_PROXY: "true" }).trustProxy).toBe(1);
    expect(accepted({ TRUST_PROXY: "2" }).trustProxy).toBe(2);
  });

  it.each([
    ["PORT", "80a"],
    ["PORT", "70000"],
    ["HOST", "my server"],
    ["PUBLIC_URL", "help.example.com"],
    ["PUBLIC_URL", "https://example.com/help"],
    ["PUBLIC_URL", "javascript:alert(1)"],
    ["DATABASE_URL", "mysql://localhost/x"],
    ["PUSH_TO_PRIVATE_ADDRESSES", "yes"],
    ["LOG_LEVEL", "loud"],
    ["TRUST_PROXY", "yes"],
    ["TRUST_PROXY", "10.0.0.0/40"],
    ["STUN_URLS", "http://a.example"],
    ["TURN_TTL_SECONDS", "5"],
    ["BECKON_SECRET", "short"],
  ])("refuse %s=%s and say what to write", (name, value) => {
    expect(faults({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} .*must be .+\\.$`))]);
  });

  it.each([
    ["mail.example.com", "a@example.com"],
    ["http://mail.example.com", "a@example.com"],
    ["smtp://mail.example.com/path", "a@example.com"],
    ["smtp://mail.example.com", "Beckon"],
    ["smtp://mail.example.com", "a@example.com\nBcc: b@example.com"],
    ["smtp://mail.example.com", ""],
    ["", "Beckon <a@example.com>"],
  ])("refuse mail by %s from %s", (SMTP_URL, MAIL_FROM) => {
    expect(faults({ SMTP_URL, MAIL_FROM })).toHaveLength(1);
  });

  it("take a mail server with a name and a password", () => {
    const mail = { SMTP_URL: "smtps://me%40example.com:p%2Fw@mail.example.com", MAIL_FROM: "Beckon <b@example.com>" };
    expect(accepted(mail)).toMatchObject({ smtpUrl: mail.SMTP_URL, mailFrom: mail.MAIL_FROM });
  });

  it("tell all faults at once", () => {
    expect(faults({ PORT: "x", LOG_LEVEL: "y", TURN_URLS: "turn:a.example" })).toHaveLength(3);
    expect(faults({ TURN_SECRET: "0123456789abcdef" })).toEqual([expect.stringContaining("TURN_URLS is missing")]);
  });

  it("[X11] never repeat a secret in a fault", () => {
    const all = faults({
      BECKON_SECRET: "hunter2",
      TURN_SECRET: "hunter2",
      METRICS_TOKEN: "hunter2",
      DATABASE_URL: "http://beckon:hunter2@db/x",
      SMTP_URL: "http://beckon:hunter2@mail/x",
      MAIL_FROM: "beckon@example.com",
    });
    expect(all).toHaveLength(6);
    expect(all.join(" ")).not.toContain("hunter2");
  });
});
