/** A filled page, ready to be sent. */
export interface ShelvedPage {
  headers: readonly (readonly [name: string, value: string])[];
  etag: string;
  identity: Uint8Array;
  /** Copies for those who accept them, a moment after the page itself. */
  gzip?: Uint8Array;
  brotli?: Uint8Array;
  tags: readonly string[];
  /** Milliseconds of the clock. Afterwards Next answers, and has the page made anew. */
  freshUntil: number;
}

/**
 * Filled pages by their path, the least recently read given up first once they weigh more than `bytesMax`, without their
 * compressed copies (a fifth more).
 */
export class PageShelf {
  readonly #pages = new Map<string, ShelvedPage>();
  readonly #bytesMax: number;
  #bytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  find(path: string, now: number): ShelvedPage | undefined {
    const page = this.#pages.get(path);
    if (!page || page.freshUntil <= now) return undefined;
    this.#pages.delete(path);
    this.#pages.set(path, page);
    return page;
  }

  put(path: string, page: ShelvedPage): void {
    this.remove(path);
    this.#pages.set(path, page);
    this.#bytes += page.identity.length;
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= this.#bytesMax) return;
      this.remove(oldest);
    }
  }

  remove(path: string): void {
    const page = this.#pages.get(path);
    if (page && this.#pages.delete(path)) this.#bytes -= page.identity.length;
  }

  /** Gives up what carries any of these tags. */
  drop(tags: readonly string[]): void {
    const stale = new Set(tags);
    for (const [path, page] of this.#pages) if (page.tags.some((tag) => stale.has(tag))) this.remove(path);
  }
}
