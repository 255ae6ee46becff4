import { createSocket } from "node:dgram";
import type { Socket } from "node:dgram";
import { once } from "node:events";
import type { SignalBody } from "@beckon/protocol/peer.ts";

/** The only way for packets between two browsers: it can be cut. */
export type UdpWire = {
  cut: boolean;
  /** The signal as the other side gets it: with addresses on this wire instead of the sender's own. */
  lead(body: string): Promise<string>;
  close(): void;
};

/** A wire like a home router's: each address of one side gets a port here, each caller of it a port of its own. */
export function layWire(): UdpWire {
  const sockets: Socket[] = [];
  const doors = new Map<string, Promise<number>>();

  async function open(): Promise<Socket> {
    const socket = createSocket("udp4");
    sockets.push(socket);
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    return socket;
  }

  async function openDoor(address: string, port: number): Promise<number> {
    const door = await open();
    const callers = new Map<string, Promise<Socket>>();
    async function enter(caller: { address: string; port: number }): Promise<Socket> {
      const inner = await open();
      inner.on("message", (packet) => {
        if (!wire.cut) door.send(packet, caller.port, caller.address);
      });
      return inner;
    }
    door.on("message", (packet, caller) => {
      const key = `${caller.address}:${caller.port}`;
      const inner = callers.get(key) ?? enter(caller);
      callers.set(key, inner);
      void inner.then((socket) => {
        if (!wire.cut) socket.send(packet, port, address);
      });
    });
    return door.address().port;
  }

  const wire: UdpWire = {
    cut: false,
    async lead(text) {
      const body = JSON.parse(text) as SignalBody;
      if (body.description !== undefined) {
        body.description.sdp = body.description.sdp.replaceAll(/a=candidate:.*\r\n/g, "");
      }
      if (body.candidate != null) {
        // foundation component protocol priority address port …
        const parts = body.candidate.candidate.split(" ");
        const [address, port] = [parts[4] ?? "", Number(parts[5])];
        const usable = parts[2]?.toLowerCase() === "udp" && /^[\d.]+$/.test(address);
        if (!usable) return JSON.stringify({ ...body, candidate: null });
        const key = `${address}:${port}`;
        const door = doors.get(key) ?? openDoor(address, port);
        doors.set(key, door);
        parts.splice(4, 2, "127.0.0.1", String(await door));
        body.candidate.candidate = parts.join(" ");
      }
      return JSON.stringify(body);
    },
    close() {
      for (const socket of sockets) socket.close();
    },
  };
  return wire;
}
