import koffi from "koffi";
import { loadLibrary } from "../native-library.ts";

koffi.proto("int BeckonMonitorCall(void *monitor, void *dc, void *box, intptr_t data)");

/** Handles are pointers of the system's own; structures are bytes, laid out as 64-bit Windows has them. */
export function loadWindows() {
  const user = loadLibrary("user32.dll", {
    GetDC: "void *NAME(void *window)",
    ReleaseDC: "int NAME(void *window, void *dc)",
    GetSystemMetrics: "int NAME(int what)",
    EnumDisplayMonitors: "int NAME(void *dc, void *clip, BeckonMonitorCall *each, intptr_t data)",
    GetMonitorInfoW: "int NAME(void *monitor, uint8_t *info)",
    GetCursorInfo: "int NAME(uint8_t *info)",
    GetIconInfo: "int NAME(void *icon, uint8_t *info)",
    OpenInputDesktop: "void *NAME(uint32_t flags, int inherit, uint32_t access)",
    CloseDesktop: "int NAME(void *desktop)",
    GetUserObjectInformationW: "int NAME(void *object, int what, uint8_t *into, uint32_t length, uint8_t *needed)",
    SendInput: "uint32_t NAME(uint32_t count, const uint8_t *inputs, int each)",
    GetAsyncKeyState: "int16_t NAME(int key)",
    GetForegroundWindow: "void *NAME()",
    GetWindowThreadProcessId: "uint32_t NAME(void *window, void *process)",
    GetKeyboardLayout: "void *NAME(uint32_t thread)",
    VkKeyScanExW: "int16_t NAME(uint16_t character, void *layout)",
    MapVirtualKeyExW: "uint32_t NAME(uint32_t code, uint32_t way, void *layout)",
    UnregisterClassW: "int NAME(str16 kind, void *instance)",
    RegisterClassExW: "uint16_t NAME(const uint8_t *description)",
    CreateWindowExW:
      "void *NAME(uint32_t more, str16 kind, str16 title, uint32_t style, int x, int y, int width, int height, void *parent, void *menu, void *instance, void *data)",
    DestroyWindow: "int NAME(void *window)",
    ShowWindow: "int NAME(void *window, int how)",
    SetWindowPos: "int NAME(void *window, void *after, int x, int y, int width, int height, uint32_t flags)",
    SetWindowRgn: "int NAME(void *window, void *region, int redraw)",
    SetLayeredWindowAttributes: "int NAME(void *window, uint32_t key, uint8_t alpha, uint32_t flags)",
    UpdateLayeredWindow:
      "int NAME(void *window, void *to, const uint8_t *at, const uint8_t *size, void *from, const uint8_t *source, uint32_t key, const uint8_t *blend, uint32_t flags)",
    SetWindowDisplayAffinity: "int NAME(void *window, uint32_t affinity)",
    LoadCursorW: "void *NAME(void *instance, void *name)",
    DrawTextW: "int NAME(void *dc, str16 text, int length, uint8_t *box, uint32_t how)",
    PeekMessageW: "int NAME(uint8_t *message, void *window, uint32_t least, uint32_t most, uint32_t flags)",
    TranslateMessage: "int NAME(const uint8_t *message)",
    DispatchMessageW: "intptr_t NAME(const uint8_t *message)",
    RegisterHotKey: "int NAME(void *window, int id, uint32_t modifiers, uint32_t key)",
    UnregisterHotKey: "int NAME(void *window, int id)",
    OpenClipboard: "int NAME(void *window)",
    CloseClipboard: "int NAME()",
    EmptyClipboard: "int NAME()",
    GetClipboardData: "void *NAME(uint32_t format)",
    SetClipboardData: "void *NAME(uint32_t format, void *memory)",
    EnumClipboardFormats: "uint32_t NAME(uint32_t format)",
    GetClipboardSequenceNumber: "uint32_t NAME()",
    RegisterClipboardFormatW: "uint32_t NAME(str16 name)",
    ExitWindowsEx: "int NAME(uint32_t how, uint32_t reason)",
  });
  const gdi = loadLibrary("gdi32.dll", {
    CreateCompatibleDC: "void *NAME(void *dc)",
    DeleteDC: "int NAME(void *dc)",
    CreateDIBSection:
      "void *NAME(void *dc, const uint8_t *description, uint32_t colours, uint8_t *bits, void *section, uint32_t offset)",
    GetDIBits:
      "int NAME(void *dc, void *bitmap, uint32_t first, uint32_t rows, uint8_t *bits, uint8_t *description, uint32_t colours)",
    GetObjectW: "int NAME(void *object, int length, uint8_t *into)",
    SelectObject: "void *NAME(void *dc, void *object)",
    DeleteObject: "int NAME(void *object)",
    BitBlt:
      "int NAME(void *to, int x, int y, int width, int height, void *from, int fromX, int fromY, uint32_t operation)",
    GdiFlush: "int NAME()",
    CreateSolidBrush: "void *NAME(uint32_t colour)",
    ExtCreateRegion: "void *NAME(void *transform, uint32_t length, const uint8_t *data)",
    CreateFontW:
      "void *NAME(int height, int width, int escapement, int orientation, int weight, uint32_t italic, uint32_t underline, uint32_t struck, uint32_t characters, uint32_t precision, uint32_t clipping, uint32_t quality, uint32_t family, str16 name)",
    SetBkMode: "int NAME(void *dc, int mode)",
    SetTextColor: "uint32_t NAME(void *dc, uint32_t colour)",
  });
  const kernel = loadLibrary("kernel32.dll", {
    GetModuleHandleW: "void *NAME(str16 name)",
    GetProcAddress: "void *NAME(void *library, const char *name)",
    GlobalAlloc: "void *NAME(uint32_t flags, size_t length)",
    GlobalFree: "void *NAME(void *memory)",
    GlobalLock: "void *NAME(void *memory)",
    GlobalUnlock: "int NAME(void *memory)",
    GlobalSize: "size_t NAME(void *memory)",
    GetCurrentProcess: "void *NAME()",
    OpenProcess: "void *NAME(uint32_t access, int inherit, uint32_t process)",
    CloseHandle: "int NAME(void *handle)",
    GetProcessTimes: "int NAME(void *process, uint8_t *made, uint8_t *ended, uint8_t *kernel, uint8_t *user)",
    K32GetProcessMemoryInfo: "int NAME(void *process, uint8_t *counters, uint32_t length)",
    CreateToolhelp32Snapshot: "void *NAME(uint32_t flags, uint32_t process)",
    Process32FirstW: "int NAME(void *snapshot, uint8_t *entry)",
    Process32NextW: "int NAME(void *snapshot, uint8_t *entry)",
    GetLogicalDrives: "uint32_t NAME()",
    GetDriveTypeW: "uint32_t NAME(str16 root)",
  });
  return { ...user, ...gdi, ...kernel };
}
export type Windows = ReturnType<typeof loadWindows>;
