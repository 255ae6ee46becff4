import koffi from "koffi";
import { loadLibrary, type Calls, type Pointer } from "../native-library.ts";

export type Point = { x: number; y: number };
export type Rectangle = { origin: Point; size: { width: number; height: number } };

/** What is used of macOS' own C interfaces, by framework. */
export const PROTOTYPES = {
  CoreGraphics: {
    CGGetActiveDisplayList: "int NAME(uint32_t most, uint32_t *displays, uint32_t *count)",
    CGMainDisplayID: "uint32_t NAME()",
    CGDisplayBounds: "CGRect NAME(uint32_t display)",
    CGDisplayCopyDisplayMode: "void *NAME(uint32_t display)",
    CGDisplayModeGetPixelWidth: "size_t NAME(void *mode)",
    CGDisplayModeGetPixelHeight: "size_t NAME(void *mode)",
    CGDisplayModeRelease: "void NAME(void *mode)",
    CGDisplayCreateImage: "void *NAME(uint32_t display)",
    CGImageGetColorSpace: "void *NAME(void *image)",
    CGImageRelease: "void NAME(void *image)",
    CGBitmapContextCreate:
      "void *NAME(void *data, size_t width, size_t height, size_t bits, size_t stride, void *colours, uint32_t info)",
    CGBitmapContextGetData: "void *NAME(void *context)",
    CGBitmapContextGetBytesPerRow: "size_t NAME(void *context)",
    CGContextDrawImage: "void NAME(void *context, CGRect place, void *image)",
    CGContextSetInterpolationQuality: "void NAME(void *context, int quality)",
    CGContextRelease: "void NAME(void *context)",
    CGPreflightScreenCaptureAccess: "bool NAME()",
    CGRequestScreenCaptureAccess: "bool NAME()",
    CGSessionCopyCurrentDictionary: "void *NAME()",
    CGEventCreate: "void *NAME(void *source)",
    CGEventGetLocation: "CGPoint NAME(void *event)",
    CGEventCreateMouseEvent: "void *NAME(void *source, uint32_t kind, CGPoint at, uint32_t button)",
    CGEventCreateScrollWheelEvent2:
      "void *NAME(void *source, uint32_t unit, uint32_t wheels, int32_t down, int32_t right, int32_t third)",
    CGEventCreateKeyboardEvent: "void *NAME(void *source, uint16_t keycode, bool down)",
    CGEventKeyboardSetUnicodeString: "void NAME(void *event, unsigned long length, const uint16_t *text)",
    CGEventSetFlags: "void NAME(void *event, uint64_t flags)",
    CGEventSetIntegerValueField: "void NAME(void *event, uint32_t field, int64_t value)",
    CGEventPost: "void NAME(uint32_t tap, void *event)",
    CGEventSourceKeyState: "bool NAME(int32_t state, uint16_t keycode)",
    CGPathCreateMutable: "void *NAME()",
    CGPathMoveToPoint: "void NAME(void *path, void *transform, double x, double y)",
    CGPathAddLineToPoint: "void NAME(void *path, void *transform, double x, double y)",
    CGPathRelease: "void NAME(void *path)",
  },
  CoreFoundation: { CFRelease: "void NAME(void *held)" },
  ApplicationServices: { AXIsProcessTrustedWithOptions: "bool NAME(void *options)" },
} as const;

/** Names the structures that the prototypes speak of; once in a process. */
export function nameStructures(): void {
  koffi.struct("CGPoint", { x: "double", y: "double" });
  koffi.struct("CGSize", { width: "double", height: "double" });
  koffi.struct("CGRect", { origin: "CGPoint", size: "CGSize" });
}

/** Loads them all. */
export function loadFrameworks() {
  nameStructures();
  return {
    ...load("CoreGraphics", PROTOTYPES.CoreGraphics),
    ...load("CoreFoundation", PROTOTYPES.CoreFoundation),
    ...load("ApplicationServices", PROTOTYPES.ApplicationServices),
  };
}

export type Frameworks = ReturnType<typeof loadFrameworks>;

function load<Names extends string>(name: string, prototypes: Record<Names, string>): Calls<Names> {
  try {
    return loadLibrary(`/System/Library/Frameworks/${name}.framework/${name}`, prototypes);
  } catch (cause) {
    throw new Error(
      `This version of macOS lacks something of ${name} that QuickSupport needs: use the page in a browser.`,
      { cause },
    );
  }
}

/** What a call returned that gives a pointer; null for none. */
export function pointer(given: unknown): Pointer | null {
  return typeof given === "bigint" && given !== 0n ? given : null;
}
