/** The headers every answer carries [X7]; `publicUrl` is the origin people open. */
export function securityHeaders(publicUrl: string): Record<string, string> {
  return headersOf(publicUrl, { connect: true, framed: false });
}

/** The headers of the designer's preview: our own pages may frame it, and it reaches no server [X7, M2]. */
export function previewHeaders(publicUrl: string): Record<string, string> {
  return headersOf(publicUrl, { connect: false, framed: true });
}

function headersOf(publicUrl: string, { connect, framed }: { connect: boolean; framed: boolean }) {
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
    connect ? `connect-src 'self' ${socket}` : "connect-src 'none'",
    "manifest-src 'self'",
    "worker-src 'self'",
    // The designer frames its preview.
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framed ? "'self'" : "'none'"}`,
  ];
  return {
    "content-security-policy": policy.join("; "),
    "permissions-policy":
      "display-capture=(self), microphone=(self), camera=(self), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=()",
    "x-content-type-options": "nosniff",
    "x-frame-options": framed ? "SAMEORIGIN" : "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(protocol === "https:" ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}
