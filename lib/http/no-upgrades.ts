import { subscribe } from "node:diagnostics_channel";
import { Server } from "node:http";
import { Socket } from "node:net";

/**
 * The shop speaks HTTP/1.1 and nothing else, and an `Upgrade` is a wish that may be passed over (RFC 9110 §7.8). Next listens to
 * it for its own development alone: otherwise it answers nothing, and for the pages of proxy.ts leaves the connection open for
 * ever. A server that nobody listens to for it answers as if it had not been wished. Node tells of a connection before
 * anything is read from it.
 */
export function passOverUpgrades(): void {
  subscribe("net.server.socket", (message) => {
    const socket = typeof message === "object" && message && "socket" in message ? message.socket : null;
    const server = socket instanceof Socket && "server" in socket ? socket.server : null;
    if (server instanceof Server && server.listenerCount("upgrade") > 0) server.removeAllListeners("upgrade");
  });
}
