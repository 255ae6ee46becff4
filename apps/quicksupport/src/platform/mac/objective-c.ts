import koffi from "koffi";
import type { Pointer } from "../native-library.ts";
import { pointer } from "./frameworks.ts";

/** Messages to objects of macOS. Types are C's; objects, classes and selectors are `void *`. */
export type ObjectiveC = {
  /** Sends a message that answers with an object; null for none. */
  send(to: Pointer, selector: string, ...given: readonly Given[]): Pointer | null;
  /** Sends one that answers with a value of type `returns`. */
  ask(returns: string, to: Pointer, selector: string, ...given: readonly Given[]): unknown;
  /** A class by its name. Throws when there is none. */
  classOf(name: string): Pointer;
  /** A string as an object, valid until the pool it was made in ends. */
  text(text: string): Pointer;
  /** Text of an object that is a string. */
  read(string: Pointer): string;
  /** Does `act`, then lets go of the objects that were made meanwhile. */
  pool<T>(act: () => T): T;
};
/** A value with its C type; an object alone is a `void *`. */
export type Given = Pointer | null | readonly [type: string, value: unknown];

/** Opens the runtime with the classes of AppKit, which need the process's first thread: Node's own. */
export function openObjectiveC(): ObjectiveC {
  const runtime = koffi.load("/usr/lib/libobjc.A.dylib");
  koffi.load("/System/Library/Frameworks/AppKit.framework/AppKit");
  koffi.load("/System/Library/Frameworks/QuartzCore.framework/QuartzCore");
  const getClass = runtime.func("void *objc_getClass(const char *name)") as (name: string) => unknown;
  const register = runtime.func("void *sel_registerName(const char *name)") as (name: string) => unknown;
  const push = runtime.func("void *objc_autoreleasePoolPush()") as () => unknown;
  const pop = runtime.func("void objc_autoreleasePoolPop(void *pool)") as (pool: unknown) => void;
  const selectors = new Map<string, unknown>();
  const messages = new Map<string, (...given: unknown[]) => unknown>();

  function selectorOf(name: string): unknown {
    const known = selectors.get(name) ?? register(name);
    selectors.set(name, known);
    return known;
  }

  function ask(returns: string, to: Pointer, selector: string, ...given: readonly Given[]): unknown {
    const typed = given.map((one) => (Array.isArray(one) ? (one as [string, unknown]) : (["void *", one] as const)));
    const types = typed.map(([type]) => type);
    const signature = [returns, ...types].join();
    let message = messages.get(signature);
    if (message === undefined) {
      // One function for every message; how it is called depends on the message's own types.
      message = runtime.func("objc_msgSend", returns, ["void *", "void *", ...types]) as (...all: unknown[]) => unknown;
      messages.set(signature, message);
    }
    return message(to, selectorOf(selector), ...typed.map(([, value]) => value));
  }

  const send: ObjectiveC["send"] = (to, selector, ...given) => pointer(ask("void *", to, selector, ...given));

  function classOf(name: string): Pointer {
    const found = pointer(getClass(name));
    if (found === null) throw new Error(`macOS has no ${name} here.`);
    return found;
  }

  return {
    send,
    ask,
    classOf,
    text(text) {
      const made = send(classOf("NSString"), "stringWithUTF8String:", ["const char *", text]);
      if (made === null) throw new Error("macOS did not take a text.");
      return made;
    },
    read: (string) => (ask("const char *", string, "UTF8String") as string | null) ?? "",
    pool(act) {
      const pool = push();
      try {
        return act();
      } finally {
        pop(pool);
      }
    },
  };
}
