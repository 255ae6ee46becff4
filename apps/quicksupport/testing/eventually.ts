import { vi } from "vitest";

/** Resolves to what `check` gives once it no longer throws, asked every `interval` ms; after `patience` ms it rejects as it threw. */
export function eventually<T>(check: () => T | Promise<T>, patience = 20_000, interval = 50): Promise<T> {
  return vi.waitFor(check, { timeout: patience, interval });
}
