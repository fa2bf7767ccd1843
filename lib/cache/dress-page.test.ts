import { createHash } from "node:crypto";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { dressPage } from "./dress-page";

const flight = (text: string) =>
  `<script>self.__next_f.push([1,${JSON.stringify(text).replaceAll("<", "\\u003c")}])</script>`;

const page = (body: string) =>
  `<!DOCTYPE html><html><head><link rel="preload" as="script" fetchPriority="low" href="/_next/b.js"/>` +
  `<script src="/_next/a.js" async=""></script></head><body>${body}` +
  `<script src="/_next/b.js" id="_R_" async=""></script><script>(self.__next_f=self.__next_f||[]).push([0])</script>` +
  `${flight(`1:"it's <b>\n`)}${flight(`\\ 日本"\n`)}<script src="/_next/old.js" noModule=""></script></body></html>`;

const inlineOf = (html: string) => [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text ?? "");

describe("a dressed page", () => {
  it("lets no script file in by itself but the one for browsers without modules", () => {
    const { html } = dressPage(page("<p>Text</p>"));
    expect(html.match(/<script[^>]*src=[^>]*>/g)).toEqual(['<script src="/_next/old.js" noModule="">']);
    expect(html).not.toContain("preload");
    expect(html).toContain("<p>Text</p>");
  });

  it("hands over the same payload, and the files in their order with their ids", () => {
    const [script = ""] = inlineOf(dressPage(page("")).html);
    const started: unknown[] = [];
    const self: { __next_f?: unknown[] } = {};
    runInNewContext(script, {
      self,
      document: {
        querySelector: () => null,
        createElement: () => ({}),
        head: { append: (element: unknown) => started.push(element) },
      },
      requestAnimationFrame: (then: () => void) => then(),
      setTimeout: (then: () => void) => then(),
      addEventListener: () => undefined,
    });
    expect(self.__next_f).toEqual([[0], [1, `1:"it's <b>\n\\ 日本"\n`]]);
    expect(started).toEqual([
      { src: "/_next/a.js", async: true },
      { src: "/_next/b.js", id: "_R_", async: true },
    ]);
  });

  it("keeps the files back until the browser says that it has painted", () => {
    const [script = ""] = inlineOf(dressPage(page("")).html);
    const started: unknown[] = [];
    const told: ((list: { getEntriesByName: (name: string) => unknown[] }, self: unknown) => void)[] = [];
    class PerformanceObserver {
      static supportedEntryTypes = ["paint"];
      observe = () => undefined;
      disconnect = () => undefined;
      constructor(tell: (typeof told)[number]) {
        told.push(tell);
      }
    }
    runInNewContext(script, {
      self: { PerformanceObserver },
      document: {
        querySelector: () => null,
        createElement: () => ({}),
        head: { append: (element: unknown) => started.push(element) },
      },
      requestAnimationFrame: (then: () => void) => then(),
      setTimeout: (then: () => void, delay = 0) => delay === 0 && then(),
      addEventListener: () => undefined,
    });
    const paint = (painted: string) =>
      told[0]?.(
        { getEntriesByName: (name) => (name === painted ? [{}] : []) },
        new PerformanceObserver(() => undefined),
      );
    paint("first-paint");
    expect(started).toHaveLength(0);
    paint("first-contentful-paint");
    expect(started).toHaveLength(2);
  });

  it("has a policy with the hash of each inline script, those left in place too, and not of data", () => {
    const { html, policy } = dressPage(
      page(`<script>alert(1)</script><script type="application/ld+json">{"a":1}</script>`),
    );
    const scripts = inlineOf(html);
    expect(scripts).toHaveLength(2);
    const hashes = scripts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    expect(policy).toContain(`script-src 'self' ${hashes.join(" ")};`);
    expect(policy.match(/sha256/g)).toHaveLength(2);
    expect(policy).not.toContain("unsafe-inline' '");
  });

  it("can't be ended early by what its payload holds", () => {
    const { html } = dressPage(page("").replace("日本", "\\u003c/script>\\u003c!--"));
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).not.toContain("<!--");
  });

  it("is a 404 when its metadata says so, and not when its text does", () => {
    const mark = '<meta name="page-status" content="404"/>';
    expect(dressPage(page("")).status).toBeUndefined();
    expect(dressPage(page("").replace("</head>", `${mark}</head>`)).status).toBe(404);
    expect(dressPage(page(mark.replaceAll("<", "&lt;"))).status).toBeUndefined();
  });

  it("stays as it is without Next's scripts", () => {
    expect(dressPage("<html><body>Bare</body></html>").html).toBe("<html><body>Bare</body></html>");
  });
});
