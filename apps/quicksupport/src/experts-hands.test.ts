import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { MirrorAct } from "@beckon/customer/mirror-messages.ts";
import type { MachineInput } from "@beckon/session/machine.ts";
import { watchExpertsHands } from "./experts-hands.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function hands() {
  const did: string[] = [];
  const told: boolean[] = [];
  const note = (what: string) => () => void did.push(what);
  const input: MachineInput = {
    move: note("move"),
    button: note("button"),
    wheel: note("wheel"),
    key: note("key"),
    text: note("text"),
    forget: note("forget"),
  };
  const watched = watchExpertsHands(input, () => told.push(watched.busy));
  const page = watched.guard({ show: () => () => undefined, take: (act) => void did.push(act.type) }, () => [
    "see",
    "control",
  ]);
  const press = (act: MirrorAct): void => page.take(act, () => undefined);
  return { watched, did, told, press };
}

const grant = (...privileges: ("see" | "control" | "files" | "restart")[]): MirrorAct => ({
  type: "grant",
  session: "s1",
  privileges,
});

it("[R4] [X18] an expert who may control gives themselves nothing by pressing on the module's page", () => {
  const { watched, did, press } = hands();
  for (const act of [() => watched.input.button(0, true), () => watched.input.key("Enter", "Enter", true)]) {
    act();
    did.length = 0;
    press(grant("see", "control", "restart"));
    press({ type: "allow", session: "s2", rights: ["see"] });
    press({ type: "answerColleague", session: "s3", rights: ["see"] });
    press({ type: "receiveInto", folder: "/home/cora/.config/autostart" });
    press({ type: "uninstall" });
    expect(did).toEqual([]);
    vi.advanceTimersByTime(1_000);
  }
  press(grant("see", "control", "restart"));
  expect(did).toEqual(["grant"]);
});

it("[R4] taking back, stopping and talking work whatever the expert's hands do", () => {
  const { watched, did, press } = hands();
  watched.input.text("busy");
  did.length = 0;
  for (const act of [
    grant("see"),
    grant(),
    { type: "stop" },
    { type: "deny" },
    { type: "say", text: "no" },
    { type: "answerColleague", session: "s3", rights: null },
    { type: "dismissColleague", session: "s3" },
  ] as const)
    press(act);
  expect(did).toEqual(["grant", "grant", "stop", "deny", "say", "answerColleague", "dismissColleague"]);
});

it("[R4] the page is told when the hands begin and when they rest; a pointer that only moves holds nothing up", () => {
  const { watched, did, told, press } = hands();
  watched.input.move(1, 1);
  watched.input.wheel(0, 1);
  press(grant("see", "control", "files"));
  expect([did, told]).toEqual([["move", "wheel", "grant"], []]);
  for (let n = 0; n < 10; n += 1) {
    watched.input.button(0, n % 2 === 0);
    vi.advanceTimersByTime(500);
  }
  expect(told).toEqual([true]);
  vi.advanceTimersByTime(500);
  expect(told).toEqual([true, false]);
});
