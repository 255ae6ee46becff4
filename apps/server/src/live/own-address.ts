import { isIPv6 } from "node:net";
import { hostname, networkInterfaces } from "node:os";

/** Where the other servers reach one that listens on `host`: there, or at this computer's first address when it listens on all. */
export function ownAddress(host: string, port: number, interfaces = networkInterfaces()): string {
  const everywhere = host === "0.0.0.0" || host === "::";
  const first = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === "IPv4" && !internal)?.address;
  const reached = everywhere ? (first ?? hostname()) : host;
  return `http://${isIPv6(reached) ? `[${reached}]` : reached}:${port}`;
}
