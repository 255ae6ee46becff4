/** The headers every answer carries [X7]; `publicUrl` is the origin people open. */
export function securityHeaders(publicUrl: string): Record<string, string> {
  const { host, protocol } = new URL(publicUrl);
  const socket = `${protocol === "https:" ? "wss" : "ws"}://${host}`;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    // Older browsers do not count a WebSocket to the same host as 'self'.
    `connect-src 'self' ${socket}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "permissions-policy":
      "display-capture=(self), microphone=(self), camera=(self), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=()",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(protocol === "https:" ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}
