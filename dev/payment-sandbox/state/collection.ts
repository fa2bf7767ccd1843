import type { z } from "zod";

/**
 * Records of one kind in memory: by id, in the order they came, and by the keys given. Every look-up is a map's; nothing on
 * a hot path walks the whole collection.
 */
export class Collection<T extends { id: string }> {
  readonly #byId = new Map<string, T>();
  readonly #position = new Map<string, number>();
  #order: string[] = [];
  readonly #sets = new Map<string, Map<string, Set<string>>>();

  constructor(
    readonly kind: string,
    readonly schema: z.ZodType<T>,
    readonly keys: Record<string, (record: T) => string | null>,
    readonly onPut: (kind: string, record: T) => void,
  ) {
    for (const name of Object.keys(keys)) this.#sets.set(name, new Map());
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): T | null {
    return this.#byId.get(id) ?? null;
  }

  put(record: T): T {
    this.#keep(record);
    this.onPut(this.kind, record);
    return record;
  }

  /** Takes back a record the journal held. */
  restore(raw: unknown): void {
    this.#keep(this.schema.parse(raw));
  }

  remove(id: string): void {
    this.#byId.delete(id);
  }

  /** Ids under a key, oldest first. */
  idsBy(name: string, key: string): string[] {
    return [...(this.#sets.get(name)?.get(key) ?? [])];
  }

  /** All ids, oldest first. A removed record's id may still stand here. */
  get ids(): readonly string[] {
    return this.#order;
  }

  position(id: string): number {
    return this.#position.get(id) ?? -1;
  }

  latest(count: number): T[] {
    const found: T[] = [];
    for (let i = this.#order.length - 1; i >= 0 && found.length < count; i--) {
      const record = this.#byId.get(this.#order[i] ?? "");
      if (record) found.push(record);
    }
    return found;
  }

  values(): IterableIterator<T> {
    return this.#byId.values();
  }

  clear(): void {
    this.#byId.clear();
    this.#position.clear();
    this.#order = [];
    for (const set of this.#sets.values()) set.clear();
  }

  #keep(record: T): void {
    const before = this.#byId.get(record.id);
    this.#byId.set(record.id, record);
    if (!before) {
      this.#position.set(record.id, this.#order.length);
      this.#order.push(record.id);
    }
    for (const [name, keyOf] of Object.entries(this.keys)) {
      const was = before ? keyOf(before) : null;
      const is = keyOf(record);
      if (was === is) continue;
      const set = this.#sets.get(name);
      if (was !== null) set?.get(was)?.delete(record.id);
      if (is === null || !set) continue;
      const members = set.get(is) ?? new Set();
      members.add(record.id);
      set.set(is, members);
    }
  }
}
