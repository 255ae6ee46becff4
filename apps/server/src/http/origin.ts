/** What a browser says about where a request or a WebSocket comes from. */
export interface Provenance {
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  /** The host the request was sent to, with its port. */
  readonly host: string;
  readonly hasCookie: boolean;
}

/**
 * Whether a request that changes something, or opens a WebSocket, comes from one of our own pages [X6]. A browser cannot be
 * made to lie in these headers; what sends neither is no browser and is believed only without cookies.
 */
export function isFromOwnPage({ origin, secFetchSite, host, hasCookie }: Provenance, publicUrl: string): boolean {
  if (secFetchSite !== undefined && secFetchSite !== "same-origin") return false;
  if (origin === undefined) return secFetchSite !== undefined || !hasCookie;
  if (origin === publicUrl) return true;
  return URL.parse(origin)?.host === host;
}
