import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import type { PageShelf, ShelvedPage } from "./page-shelf.ts";

/**
 * Has a fresh page answered before Next is asked. Next spends ten times as long on finding the way to a page it has
 * kept as on sending it; whoever asks for anything but a plain page is left to it. Node tells of the server with its
 * first request, before anybody hears of that one.
 */
export function answerFromShelf(shelf: PageShelf): void {
  const met = new WeakSet<Server>();
  subscribe("http.server.request.start", (message) => {
    const server = typeof message === "object" && message && "server" in message ? message.server : null;
    if (!(server instanceof Server) || met.has(server)) return;
    met.add(server);
    const listeners = server.listeners("request");
    server.removeAllListeners("request");
    server.on("request", (request, response) => {
      if (answer(shelf, request, response)) return;
      for (const listener of listeners) Reflect.apply(listener, server, [request, response]);
    });
  });
}

/** Headers with which a request means something else than the document: the router's data, an action, a draft. */
const meansElse = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-action",
  "next-resume",
  "x-prerender-revalidate",
];

function answer(shelf: PageShelf, request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url, headers } = request;
  if (method !== "GET" && method !== "HEAD") return false;
  const page = shelf.find(url ?? "", Date.now());
  if (!page || meansElse.some((name) => name in headers) || headers.cookie?.includes("__prerender_bypass"))
    return false;
  const common = [...page.headers, ["ETag", page.etag] as const];
  if (headers["if-none-match"]?.includes(page.etag)) {
    response.writeHead(304, common.flat()).end();
    return true;
  }
  const [coding, body] = encode(page, headers["accept-encoding"]);
  const described = [...common, ["Content-Length", String(body.length)] as const];
  if (coding) described.push(["Content-Encoding", coding]);
  response.writeHead(200, described.flat());
  response.end(method === "HEAD" ? undefined : body);
  return true;
}

function encode(page: ShelvedPage, accepted: string | string[] | undefined): [coding: string, body: Uint8Array] {
  const codings = String(accepted ?? "").split(",");
  const accepts = (name: string) => codings.some((coding) => isAccepted(name, coding));
  if (page.brotli && accepts("br")) return ["br", page.brotli];
  return page.gzip && accepts("gzip") ? ["gzip", page.gzip] : ["", page.identity];
}

/** `gzip`, `gzip;q=0.5`, but not `gzip;q=0`. */
function isAccepted(name: string, coding: string): boolean {
  const [given, weight = ""] = coding.split(";");
  return given?.trim() === name && !/^\s*q=0(?:\.0*)?\s*$/.test(weight);
}
