import { expect, it } from "vitest";
import { holdInput } from "./held-input.ts";
import type { MachineInput } from "./machine.ts";

function record() {
  const done: string[] = [];
  const input: MachineInput = {
    move: (x, y) => done.push(`move ${x} ${y}`),
    button: (button, down) => done.push(`button ${button} ${down ? "down" : "up"}`),
    wheel: () => done.push("wheel"),
    key: (key, code, down) => done.push(`${key} ${code} ${down ? "down" : "up"}`),
    text: (text) => done.push(text),
    forget: () => done.push("forget"),
  };
  return { done, held: holdInput(input) };
}

it("[R6] everything held is let go, the last key first and by the name it was pressed by, and only once", () => {
  const { done, held } = record();
  held.button(0, true);
  held.key("Shift", "ShiftLeft", true);
  held.key("A", "KeyA", true);
  held.key("a", "KeyA", true);
  done.length = 0;
  held.release();
  held.release();
  expect(done).toEqual(["button 0 up", "A KeyA up", "Shift ShiftLeft up"]);
});

it("[R6] what is not held is not let go, nor pressed twice", () => {
  const { done, held } = record();
  held.button(2, false);
  held.key("a", "KeyA", false);
  held.button(2, true);
  held.button(2, true);
  expect(done).toEqual(["button 2 down"]);
});

it("[R4] when control is taken back, what is not done yet is forgotten before keys are let go", () => {
  const { done, held } = record();
  held.key("Control", "ControlLeft", true);
  held.text("much");
  done.length = 0;
  held.stop();
  expect(done).toEqual(["forget", "Control ControlLeft up"]);
});
