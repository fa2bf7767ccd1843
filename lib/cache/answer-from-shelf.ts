import type { IncomingMessage, ServerResponse } from "node:http";
import { answerBeforeNext } from "../http/answer-before-next.ts";
import type { PageShelf, ShelvedPage } from "./page-shelf.ts";

/** Has a fresh page answered before Next is asked; whoever asks for anything but a plain page is left to it. */
export function answerFromShelf(shelf: PageShelf): void {
  answerBeforeNext((request, response) => answer(shelf, request, response));
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
