import { lookup, type LookupAddress, type LookupOptions } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Everything that is not the public Internet: networks at home, this computer, and what is set aside for other uses. */
const PRIVATE_ADDRESSES = listOf([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
  "::/96",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "100::/64",
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
]);

/** Whether a host, as a URL names it, is private on the face of it; what another name leads to is looked at when it is connected to. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(host) !== 0) return isPrivate(host);
  // Names of one word, and these, lead nowhere but into one's own network.
  return !host.includes(".") || /(^|\.)(localhost|local|internal|home\.arpa)\.?$/.test(host);
}

/** Finds all addresses of a name, as `dns.lookup` does. */
export type FindAddresses = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/**
 * Looks names up for lines that may lead to nothing private (`EPRIVATE`): what it answers is what is connected to, so a name
 * cannot change its mind in between.
 */
export const lookupPublic = lookupPublicBy((hostname, options, callback) => lookup(hostname, options, callback));

/** The same with another way of finding a name's addresses. */
export function lookupPublicBy(find: FindAddresses): LookupFunction {
  return (hostname, options, callback) => {
    find(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "");
      if (found.length === 0 || found.some(({ address }) => isPrivate(address)))
        return callback(Object.assign(new Error("a private address"), { code: "EPRIVATE" }), "");
      const [first] = found;
      if (options.all) callback(null, found);
      else callback(null, first?.address ?? "", first?.family);
    });
  };
}

function isPrivate(address: string): boolean {
  // A zone ("fe80::1%eth0") says how to get there and is no part of the address.
  const [bare = ""] = address.split("%", 1);
  return PRIVATE_ADDRESSES.check(bare, isIP(bare) === 4 ? "ipv4" : "ipv6");
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = "", bits] = range.split("/");
    list.addSubnet(network, Number(bits), network.includes(":") ? "ipv6" : "ipv4");
  }
  return list;
}
