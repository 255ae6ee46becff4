import { loadLibrary, type Calls } from "../native-library.ts";

/** A library that is not on this computer, in words for whoever started the program. */
export class MissingLibrary extends Error {
  constructor(file: string, found: string) {
    super(`${file} is missing. Install it with your system's package manager (on Debian and Ubuntu: ${found}).`);
  }
}

function load<Names extends string>(file: string, found: string, prototypes: Record<Names, string>): Calls<Names> {
  try {
    return loadLibrary(file, prototypes);
  } catch {
    throw new MissingLibrary(file, found);
  }
}

/** Xlib and its extensions, as far as they are used here. Windows, atoms and keysyms are `unsigned long` there. */
export function loadX() {
  const x = load("libX11.so.6", "libx11-6", {
    XInitThreads: "int NAME()",
    XOpenDisplay: "void *NAME(const char *name)",
    XCloseDisplay: "int NAME(void *d)",
    XDefaultRootWindow: "unsigned long NAME(void *d)",
    XDefaultVisual: "void *NAME(void *d, int screen)",
    XDefaultColormap: "unsigned long NAME(void *d, int screen)",
    XDefaultDepth: "int NAME(void *d, int screen)",
    XSync: "int NAME(void *d, int discard)",
    XFlush: "int NAME(void *d)",
    XPending: "int NAME(void *d)",
    XConnectionNumber: "int NAME(void *d)",
    XNextEvent: "int NAME(void *d, uint8_t *event)",
    XFree: "int NAME(void *data)",
    XGetGeometry:
      "int NAME(void *d, unsigned long w, uint64_t *root, int *x, int *y, uint32_t *width, uint32_t *height, uint32_t *border, uint32_t *depth)",
    XGetImage:
      "void *NAME(void *d, unsigned long w, int x, int y, uint32_t width, uint32_t height, unsigned long planes, int format)",
    XSelectInput: "int NAME(void *d, unsigned long w, long mask)",
    XInternAtom: "unsigned long NAME(void *d, const char *name, int onlyIfExists)",
    XCreateWindow:
      "unsigned long NAME(void *d, unsigned long parent, int x, int y, uint32_t w, uint32_t h, uint32_t border, int depth, uint32_t kind, void *visual, unsigned long mask, uint8_t *attributes)",
    XDestroyWindow: "int NAME(void *d, unsigned long w)",
    XMapRaised: "int NAME(void *d, unsigned long w)",
    XUnmapWindow: "int NAME(void *d, unsigned long w)",
    XRaiseWindow: "int NAME(void *d, unsigned long w)",
    XMoveResizeWindow: "int NAME(void *d, unsigned long w, int x, int y, uint32_t width, uint32_t height)",
    XClearWindow: "int NAME(void *d, unsigned long w)",
    XStoreName: "int NAME(void *d, unsigned long w, const char *name)",
    XGrabKey:
      "int NAME(void *d, int keycode, uint32_t modifiers, unsigned long w, int owner, int pointer, int keyboard)",
    XUngrabKey: "int NAME(void *d, int keycode, uint32_t modifiers, unsigned long w)",
    XKeysymToKeycode: "uint8_t NAME(void *d, unsigned long keysym)",
    XStringToKeysym: "unsigned long NAME(const char *name)",
    XDisplayKeycodes: "int NAME(void *d, int *least, int *most)",
    XGetKeyboardMapping: "void *NAME(void *d, uint8_t first, int count, int *each)",
    XChangeKeyboardMapping: "int NAME(void *d, int first, int each, uint64_t *keysyms, int count)",
    XQueryKeymap: "int NAME(void *d, uint8_t *keys)",
    XkbGetState: "int NAME(void *d, uint32_t device, uint8_t *state)",
    XSetSelectionOwner: "int NAME(void *d, unsigned long selection, unsigned long owner, unsigned long time)",
    XGetSelectionOwner: "unsigned long NAME(void *d, unsigned long selection)",
    XConvertSelection:
      "int NAME(void *d, unsigned long selection, unsigned long target, unsigned long property, unsigned long w, unsigned long time)",
    XGetWindowProperty:
      "int NAME(void *d, unsigned long w, unsigned long property, long offset, long length, int remove, unsigned long wanted, uint64_t *type, int *format, uint64_t *items, uint64_t *after, uint64_t *data)",
    XChangeProperty:
      "int NAME(void *d, unsigned long w, unsigned long property, unsigned long type, int format, int mode, const uint8_t *data, int items)",
    XDeleteProperty: "int NAME(void *d, unsigned long w, unsigned long property)",
    XSendEvent: "int NAME(void *d, unsigned long w, int propagate, long mask, uint8_t *event)",
    XMaxRequestSize: "long NAME(void *d)",
    XExtendedMaxRequestSize: "long NAME(void *d)",
    XSetErrorHandler: "void *NAME(void *handler)",
    XSetIOErrorHandler: "void *NAME(void *handler)",
  });
  const ext = load("libXext.so.6", "libxext6", {
    XShmQueryExtension: "int NAME(void *d)",
    XShmCreateImage:
      "void *NAME(void *d, void *visual, uint32_t depth, int format, void *data, uint8_t *info, uint32_t width, uint32_t height)",
    XShmAttach: "int NAME(void *d, uint8_t *info)",
    XShmDetach: "int NAME(void *d, uint8_t *info)",
    XShmGetImage: "int NAME(void *d, unsigned long w, void *image, int x, int y, unsigned long planes)",
    XShapeCombineRectangles:
      "void NAME(void *d, unsigned long w, int kind, int x, int y, uint8_t *rectangles, int count, int operation, int ordering)",
  });
  const test = load("libXtst.so.6", "libxtst6", {
    XTestFakeKeyEvent: "int NAME(void *d, uint32_t keycode, int down, unsigned long delay)",
    XTestFakeButtonEvent: "int NAME(void *d, uint32_t button, int down, unsigned long delay)",
    XTestFakeMotionEvent: "int NAME(void *d, int screen, int x, int y, unsigned long delay)",
  });
  const randr = load("libXrandr.so.2", "libxrandr2", {
    XRRGetMonitors: "void *NAME(void *d, unsigned long w, int active, int *count)",
    XRRFreeMonitors: "void NAME(void *monitors)",
  });
  const fixes = load("libXfixes.so.3", "libxfixes3", {
    XFixesQueryExtension: "int NAME(void *d, int *event, int *error)",
    XFixesGetCursorImage: "void *NAME(void *d)",
    XFixesSelectSelectionInput: "void NAME(void *d, unsigned long w, unsigned long selection, unsigned long mask)",
    XFixesCreateRegion: "unsigned long NAME(void *d, void *rectangles, int count)",
    XFixesFetchRegion: "void *NAME(void *d, unsigned long region, int *count)",
  });
  const damage = load("libXdamage.so.1", "libxdamage1", {
    XDamageQueryExtension: "int NAME(void *d, int *event, int *error)",
    XDamageCreate: "unsigned long NAME(void *d, unsigned long w, int level)",
    XDamageSubtract: "void NAME(void *d, unsigned long damage, unsigned long repair, unsigned long parts)",
  });
  const c = load("libc.so.6", "libc6", {
    poll: "int NAME(_Inout_ uint8_t *lines, unsigned long count, int patience)",
    shmget: "int NAME(int key, size_t size, int flags)",
    shmat: "void *NAME(int id, void *address, int flags)",
    shmdt: "int NAME(void *address)",
    shmctl: "int NAME(int id, int command, void *buffer)",
  });
  return { ...x, ...ext, ...test, ...randr, ...fixes, ...damage, ...c };
}
export type X = ReturnType<typeof loadX>;
