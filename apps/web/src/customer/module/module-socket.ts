import { mirrorDown, type MirrorAct, type MirrorDown } from "@beckon/customer/mirror-messages.ts";

/**
 * The line to the module. `locked`: this page was not opened by the program. `ended`: the program is gone. `elsewhere`: the
 * program was opened again, in another window.
 */
export type ModuleLine = {
  readonly key: string | null;
  send(act: MirrorAct): void;
};

export type Broken = "locked" | "ended" | "elsewhere";

const KEY = "beckon.key";
const AGAIN_MS = 300;
const GIVE_UP = 20;

/** Connects to the module with the token behind `#`, or with the key this tab was given; `changed` tells when it cannot. */
export function openModuleLine(parts: {
  take: (message: MirrorDown) => void;
  broken: (why: Broken) => void;
}): ModuleLine {
  let key = sessionStorage.getItem(KEY);
  const token = location.hash.slice(1);
  // Out of the address bar and the history: it is worthless now, and nobody should have to wonder.
  if (token !== "") history.replaceState(null, "", location.pathname);
  let socket: WebSocket;
  let tries = 0;
  let fresh = token;

  const connect = (): void => {
    socket = new WebSocket(`ws://${location.host}/live`);
    socket.onopen = () => socket.send(fresh === "" ? (key ?? "") : fresh);
    socket.onmessage = ({ data }) => {
      const parsed = mirrorDown.safeParse(JSON.parse(String(data)));
      if (!parsed.success) return;
      if (parsed.data.type === "entered") {
        tries = 0;
        fresh = "";
        ({ key } = parsed.data);
        sessionStorage.setItem(KEY, key);
      }
      parts.take(parsed.data);
    };
    socket.onclose = ({ code }) => {
      // A token used before, in a tab that was let in since: the key opens.
      if (code === 4401 && fresh !== "" && key !== null) fresh = "";
      else if (code === 4401) return parts.broken("locked");
      if (code === 4409) return parts.broken("elsewhere");
      tries += 1;
      if (tries > GIVE_UP) return parts.broken("ended");
      setTimeout(connect, AGAIN_MS);
    };
  };
  connect();
  return {
    get key() {
      return key;
    },
    send(act) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(act));
    },
  };
}
