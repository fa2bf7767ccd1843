import { gzipSync } from "node:zlib";
import { findPages, shopUrl, startControlApp } from "./control-app";

/** `npm run bench:bytes`: script that a page's HTML asks for, gzipped at level 6, beside an empty app's. */
async function scriptsOf(page: string): Promise<{ files: number; bytes: number }> {
  const html = await (await fetch(page)).text();
  const sources = new Set(
    [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)]
      .filter(([tag]) => !/nomodule/i.test(tag))
      .map(([, source]) => source ?? ""),
  );
  for (const [, source] of html.matchAll(/<link[^>]+rel="(?:modulepreload|preload)"[^>]+href="([^"]+\.js[^"]*)"/g))
    sources.add(source ?? "");
  // A page of the shop lets its files in by a script of its own, which lists them (lib/cache/start-scripts.ts).
  for (const [, source] of html.matchAll(/\["(\/_next\/static\/[^"]+\.js[^"]*)","[^"]*"\]/g)) sources.add(source ?? "");
  if (sources.size === 0) throw new Error(`no script was found in ${page}`);
  const sizes = await Promise.all(
    [...sources].map(
      async (source) => gzipSync(Buffer.from(await (await fetch(new URL(source, page))).arrayBuffer())).byteLength,
    ),
  );
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

const control = await startControlApp();
try {
  const { product, category } = await findPages(shopUrl());
  const empty = await scriptsOf(control.url);
  const row = (name: string, { files, bytes }: { files: number; bytes: number }) =>
    `${name.padEnd(10)} ${(bytes / 1024).toFixed(1).padStart(7)} KB in ${files} scripts   ${((bytes - empty.bytes) / 1024).toFixed(1).padStart(6)} KB over the empty app`;
  console.log(
    [
      row("empty", empty),
      row("product", await scriptsOf(product)),
      row("category", await scriptsOf(category)),
      "aim: at most 30 KB over",
    ].join("\n"),
  );
} finally {
  control.stop();
}
