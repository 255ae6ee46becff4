import type { Frameworks } from "./frameworks.ts";
import type { ObjectiveC } from "./objective-c.ts";

/** What macOS lets nobody do before the person allowed it in its settings. */
export type Permissions = {
  /** Whether the screen may be seen. Asks for it the first time that it may not; a yes holds from the next start on. */
  see(): boolean;
  /** Asks once, where it was not allowed yet, that mouse and keyboard may be used; what is done before comes to nothing. */
  control(): void;
};

/** Asks with macOS' own windows, which name this program and lead to the right page of the settings. */
export function openPermissions(mac: Frameworks, objc: ObjectiveC): Permissions {
  let askedToSee = false;
  let askedToControl = false;
  return {
    see() {
      if (mac.CGPreflightScreenCaptureAccess() === true) return true;
      if (!askedToSee) mac.CGRequestScreenCaptureAccess();
      askedToSee = true;
      return false;
    },
    control() {
      if (askedToControl) return;
      askedToControl = true;
      objc.pool(() => {
        const yes = objc.send(objc.classOf("NSNumber"), "numberWithBool:", ["bool", true]);
        const prompt = objc.text("AXTrustedCheckOptionPrompt");
        const options = objc.send(objc.classOf("NSDictionary"), "dictionaryWithObject:forKey:", yes, prompt);
        mac.AXIsProcessTrustedWithOptions(options);
      });
    },
  };
}
