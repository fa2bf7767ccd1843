import { createRequire } from "node:module";
import { answerFromShelf } from "./answer-from-shelf.ts";
import { dressPage } from "./dress-page.ts";
import { PageShelf } from "./page-shelf.ts";
import { compressPage, shelvePage } from "./shelve-page.ts";

type CacheModule = typeof import("next/dist/server/lib/incremental-cache/file-system-cache");
type NextCache = InstanceType<CacheModule["default"]>;

const { default: NextPageCache }: CacheModule = createRequire(import.meta.url)(
  "next/dist/server/lib/incremental-cache/file-system-cache",
);

/** Some five hundred product pages with their compressed copies. */
const shelf = new PageShelf(96 * 1024 * 1024);
answerFromShelf(shelf);

/**
 * Next's own cache of filled pages; a page that comes in is dressed (scripts after the first paint, its policy) and put
 * on a shelf from which it is answered before Next is asked. Run by `next start` as it stands, without a build, so it
 * says only what Node can strip of its types.
 */
export default class PageCache extends NextPageCache {
  /** Filled pages stay in memory: one build serves several shops at once, and another database tomorrow. */
  constructor(context: ConstructorParameters<CacheModule["default"]>[0]) {
    super({ ...context, flushToDisk: false });
  }

  override async set(...[key, page, context]: Parameters<NextCache["set"]>): Promise<void> {
    const path = key.slice(key.indexOf("/$/") + 2);
    shelf.remove(path);
    // A page with holes is a beginning; the rest is made for each request, and with it its policy.
    if (page?.kind !== "APP_PAGE" || typeof page.html !== "string" || typeof page.postponed === "string")
      return super.set(key, page, context);
    const dressed = dressPage(page.html);
    const html: Uint8Array = Buffer.from(dressed.html);
    const headers = { ...page.headers, "content-security-policy": dressed.policy };
    // The same object is what Next answers with this first time.
    Object.assign(page, { html, headers, status: dressed.status ?? page.status });
    const lifetime = "cacheControl" in context ? context.cacheControl : undefined;
    if ((page.status ?? 200) === 200 && typeof lifetime?.revalidate === "number") {
      const { revalidate, expire } = lifetime;
      const ready = shelvePage({ html, headers, revalidateSeconds: revalidate, expireSeconds: expire }, Date.now());
      shelf.put(path, ready);
      await compressPage(ready);
    }
    return super.set(key, page, context);
  }

  override async revalidateTag(...[tags, lifetimes]: Parameters<NextCache["revalidateTag"]>): Promise<void> {
    shelf.drop(typeof tags === "string" ? [tags] : tags);
    return super.revalidateTag(tags, lifetimes);
  }
}
