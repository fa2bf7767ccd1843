import type { ServerResponse } from "node:http";

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, "application/json", `${JSON.stringify(body, null, 2)}\n`);
}

/** A page of ours: it needs nothing but its own style, the two fonts and the shop's pictures. */
export function sendPage(response: ServerResponse, status: number, page: string): void {
  response.setHeader(
    "content-security-policy",
    "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src http: https: data:; base-uri 'none'; frame-ancestors 'none'",
  );
  response.setHeader("referrer-policy", "no-referrer");
  send(response, status, "text/html; charset=utf-8", page);
}

export function redirect(response: ServerResponse, location: string): void {
  response.setHeader("location", location);
  send(response, 303, "text/plain; charset=utf-8", "");
}

export function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.statusCode = status;
  response.setHeader("content-type", type);
  response.setHeader("content-length", Buffer.byteLength(body));
  if (!response.hasHeader("cache-control")) response.setHeader("cache-control", "no-store");
  response.end(body);
}
