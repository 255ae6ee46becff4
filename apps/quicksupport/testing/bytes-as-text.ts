/** For `JSON.stringify`: bytes become text. */
export function bytesAsText(_key: string, value: unknown): unknown {
  // A Buffer has already written itself in a way of its own.
  const own = value as { type?: unknown; data?: unknown } | null;
  if (own !== null && typeof own === "object" && own.type === "Buffer" && Array.isArray(own.data))
    return { bytes64: Buffer.from(own.data as number[]).toString("base64") };
  return value instanceof Uint8Array ? { bytes64: Buffer.from(value).toString("base64") } : value;
}

/** For `JSON.parse`: what became text is bytes again. */
export function textAsBytes(_key: string, value: unknown): unknown {
  const bytes = typeof value === "object" && value !== null && "bytes64" in value ? value.bytes64 : undefined;
  return typeof bytes === "string" ? new Uint8Array(Buffer.from(bytes, "base64")) : value;
}
