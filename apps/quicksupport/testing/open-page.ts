import { WebSocket } from "ws";
import { mirrorDown } from "@beckon/customer/mirror-messages.ts";
import { mirrorStore, type MirrorStore } from "@beckon/customer/mirror-store.ts";

/** The module's page without a browser: its socket at `address` with the page's own store. */
export type OpenPage = {
  page: MirrorStore;
  /** Hands a file over to be sent, as a browser does; false when it is not taken. */
  sends(name: string, content: Uint8Array<ArrayBuffer>): Promise<boolean>;
  end(): void;
};

/** Opens the page at the address that a module said. */
export function openPage(address: URL): OpenPage {
  const socket = new WebSocket(`ws://${address.host}/live`, { headers: { origin: address.origin } });
  const page = mirrorStore((act) => socket.send(JSON.stringify(act)));
  socket.on("error", () => undefined);
  socket.on("open", () => socket.send(address.hash.slice(1)));
  let key = "";
  socket.on("message", (data) => {
    const message = mirrorDown.parse(JSON.parse((data as Buffer).toString()));
    if (message.type === "entered") ({ key } = message);
    page.take(message);
  });
  return {
    page,
    async sends(name, body) {
      const headers = { origin: address.origin, authorization: `Bearer ${key}`, "x-name": encodeURIComponent(name) };
      const { ok } = await fetch(`${address.origin}/file`, { method: "POST", headers, body });
      return ok;
    },
    end: () => socket.terminate(),
  };
}

/** The page's address in what a module without a window says; undefined while it has not said it. */
export function pageAddressIn(said: string): URL | undefined {
  const [found] = /http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}/.exec(said) ?? [];
  return found === undefined ? undefined : new URL(found);
}
