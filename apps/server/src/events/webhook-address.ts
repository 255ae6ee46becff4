import { isPrivateHost } from "../limits/private-address.ts";

/**
 * Whether a webhook may have this address [W15]: https, no name or password in it, and no host that is private on the face of it.
 * `privateToo`: the operator lets private ones be, and http besides. What a name leads to is looked at when it is connected to.
 */
export function isWebhookAddress(address: string, privateToo: boolean): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (url.protocol !== "https:" && !(privateToo && url.protocol === "http:")) return false;
  return privateToo || !isPrivateHost(url.hostname);
}
