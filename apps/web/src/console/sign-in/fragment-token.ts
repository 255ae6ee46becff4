/** The one-time token in the address's fragment, which no server and no log ever sees [X11]; "" when there is none. */
export function fragmentToken(): string {
  return new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
}
