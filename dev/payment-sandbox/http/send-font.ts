import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { send } from "./send.ts";

const files: Record<string, string> = {
  "/fonts/inter.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  "/fonts/fraunces.woff2": "@fontsource-variable/fraunces/files/fraunces-latin-soft-normal.woff2",
};

/** The shop's two faces. Where they aren't installed the pages fall back to the system's. */
export function sendFont(response: ServerResponse, path: string): void {
  const file = files[path];
  const font = file === undefined ? null : read(file);
  if (!font) {
    send(response, 404, "text/plain; charset=utf-8", "Not found");
    return;
  }
  response.setHeader("cache-control", "public, max-age=31536000, immutable");
  send(response, 200, "font/woff2", font);
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(new URL(`../../../node_modules/${file}`, import.meta.url));
  } catch {
    return null;
  }
}
