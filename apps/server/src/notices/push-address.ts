import https from "node:https";
import { isPrivateHost, lookupPublic } from "../limits/private-address.ts";

/**
 * Whether something may be sent to what a browser gave as its push service's address: https, at the usual port, no name or
 * password in it, and no address that is private on the face of it [N3]. What a name leads to is looked at when it is connected to.
 */
export function isPushAddress(endpoint: string, privateToo: boolean): boolean {
  const url = URL.parse(endpoint);
  if (url === null || url.protocol !== "https:" || url.username !== "" || url.password !== "") return false;
  if (privateToo) return true;
  return url.port === "" && !isPrivateHost(url.hostname);
}

/** Lines to push services that lead to nothing private, whatever a name leads to at that moment; `ca`: more authorities to believe, in PEM. */
export function linesToPush(privateToo: boolean, ca?: string): https.Agent {
  return new https.Agent({
    keepAlive: true,
    maxSockets: 8,
    // Asked for each new line.
    ...(privateToo ? {} : { lookup: lookupPublic }),
    ...(ca === undefined ? {} : { ca }),
  });
}
