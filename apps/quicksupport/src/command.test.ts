import { describe, expect, it } from "vitest";
import { CommandFault, readCommand, readServer } from "./command.ts";

describe("the command line", () => {
  it("says what is to be done", () => {
    expect(
      readCommand(["--server=https://help.example", "--module", "Acme", "--sos", "--data", "d"], "/home/ana"),
    ).toEqual({
      server: "https://help.example",
      module: "acme",
      move: undefined,
      sos: true,
      instead: false,
      uninstall: false,
      window: true,
      browser: undefined,
      data: "/home/ana/d",
    });
    expect(readCommand(["--help"], "/")).toBe("help");
  });

  it("is refused in words that say what to do", () => {
    const fault = (...words: string[]) => {
      try {
        return readCommand(words, "/");
      } catch (error) {
        return error instanceof CommandFault ? error.message : error;
      }
    };
    expect(fault("--sso")).toBe('"--sso" is not known here. --help says what is.');
    expect(fault("open")).toContain("--help");
    expect(fault("--server")).toContain("needs a value");
    expect(fault("--server", "--sos")).toContain("needs a value");
    expect(fault("--module", "../x")).toContain("is no module");
    expect(fault("--move", "short")).toContain("Download the program again");
  });

  it("[X18] names a server over TLS, or on this computer", () => {
    expect(readServer("https://help.example:8443/")).toBe("https://help.example:8443");
    expect(readServer("http://localhost:8080")).toBe("http://localhost:8080");
    expect(readServer("http://127.0.0.1:1")).toBe("http://127.0.0.1:1");
    for (const bad of [
      "http://help.example",
      "http://localhost.evil.example",
      "http://127.0.0.1.evil.example",
      "http://192.168.0.1",
      "ftp://help.example",
      "javascript:alert(1)",
      "https://help.example/m/acme",
      "https://ana@help.example",
      "help.example",
      "",
    ])
      expect(() => readServer(bad)).toThrow(CommandFault);
  });
});
