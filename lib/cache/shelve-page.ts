import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { securityHeaders } from "../http/security-headers.ts";
import type { ShelvedPage } from "./page-shelf.ts";

const compress = { gzip: promisify(gzip), brotli: promisify(brotliCompress) };

/** The header in which Next keeps a page's tags. They are no reader's business. */
const tagsHeader = "x-next-cache-tags";

/** What a reply depends on, as Next itself says it. */
const vary = "rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch, Accept-Encoding";

interface FilledPage {
  html: Uint8Array;
  headers: Record<string, unknown>;
  revalidateSeconds: number;
  expireSeconds: number | undefined;
}

/** Makes a page ready to be sent as Next would send it from its own cache. */
export function shelvePage(filled: FilledPage, now: number): ShelvedPage {
  const { html, headers, revalidateSeconds, expireSeconds } = filled;
  const rest = expireSeconds === undefined ? "" : `, stale-while-revalidate=${expireSeconds - revalidateSeconds}`;
  const own = Object.entries(headers).filter(([name]) => name !== tagsHeader);
  return {
    headers: [
      ...securityHeaders.map(({ key, value }) => [key, value] as const),
      ...own.map(([name, value]) => [name, String(value)] as const),
      ["Vary", vary],
      ["x-nextjs-cache", "HIT"],
      ["x-nextjs-prerender", "1"],
      ["Cache-Control", `s-maxage=${revalidateSeconds}${rest}`],
      ["Content-Type", "text/html; charset=utf-8"],
    ],
    etag: `W/"${createHash("sha256").update(html).digest("base64url").slice(0, 22)}"`,
    identity: html,
    tags: String(headers[tagsHeader] ?? "").split(","),
    freshUntil: now + revalidateSeconds * 1000,
  };
}

/** Once for all its readers, in the background: Next compresses a document anew for each, some three milliseconds. */
export async function compressPage(page: ShelvedPage): Promise<void> {
  const { identity } = page;
  [page.gzip, page.brotli] = await Promise.all([
    compress.gzip(identity, { level: 7 }),
    compress.brotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  ]);
}
