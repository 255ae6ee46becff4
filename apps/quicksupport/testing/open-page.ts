import { WebSocket } from "ws";
import { mirrorDown } from "@beckon/customer/mirror-messages.ts";
import { mirrorStore, type MirrorStore } from "@beckon/customer/mirror-store.ts";

/** The module's page without a browser: its socket at `address` with the page's own store. `end` closes it. */
export function openPage(address: URL): { page: MirrorStore; end(): void } {
  const socket = new WebSocket(`ws://${address.host}/live`, { headers: { origin: address.origin } });
  const page = mirrorStore((act) => socket.send(JSON.stringify(act)));
  socket.on("error", () => undefined);
  socket.on("open", () => socket.send(address.hash.slice(1)));
  socket.on("message", (data) => page.take(mirrorDown.parse(JSON.parse((data as Buffer).toString()))));
  return { page, end: () => socket.terminate() };
}

/** The page's address in what a module without a window says; undefined while it has not said it. */
export function pageAddressIn(said: string): URL | undefined {
  const [found] = /http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}/.exec(said) ?? [];
  return found === undefined ? undefined : new URL(found);
}
