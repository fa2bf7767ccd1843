import { Collection } from "./collection.ts";
import { Journal } from "./journal.ts";
import {
  balanceTransactionSchema,
  chargeSchema,
  deliverySchema,
  disputeSchema,
  eventSchema,
  intentSchema,
  refundSchema,
  replySchema,
  sessionSchema,
  settingsSchema,
} from "./records.ts";

const replyKeptMs = 24 * 60 * 60 * 1000;

/** Everything the sandbox knows. `put` changes memory at once; `flush` makes the changes since the last one durable. */
export class Store {
  readonly #journal: Journal;
  readonly #note: (kind: string, record: unknown) => void;

  constructor(dataFile: string | null) {
    this.#journal = new Journal(dataFile);
    this.#note = (kind, record) => this.#journal.add(kind, record);
    const note = this.#note;
    this.sessions = new Collection("session", sessionSchema, { intent: (s) => s.intentId }, note);
    this.intents = new Collection("intent", intentSchema, {}, note);
    this.charges = new Collection("charge", chargeSchema, { intent: (c) => c.intentId }, note);
    this.refunds = new Collection(
      "refund",
      refundSchema,
      { charge: (r) => r.chargeId, intent: (r) => r.intentId },
      note,
    );
    this.disputes = new Collection("dispute", disputeSchema, { charge: (d) => d.chargeId }, note);
    this.balance = new Collection("balance", balanceTransactionSchema, { source: (b) => b.sourceId }, note);
    this.events = new Collection("event", eventSchema, { type: (e) => e.type }, note);
    this.deliveries = new Collection("delivery", deliverySchema, { state: (d) => d.state }, note);
    this.replies = new Collection("reply", replySchema, {}, note);
    this.settings = new Collection("settings", settingsSchema, {}, note);
  }

  readonly sessions;
  readonly intents;
  readonly charges;
  readonly refunds;
  readonly disputes;
  readonly balance;
  readonly events;
  readonly deliveries;
  readonly replies;
  readonly settings;

  async load(): Promise<void> {
    const byKind = new Map(this.#collections().map((collection) => [collection.kind, collection]));
    const entries = await this.#journal.read(([kind, raw]) => byKind.get(kind)?.restore(raw));
    this.forgetOldReplies(Date.now());
    const alive = this.#collections().reduce((sum, collection) => sum + collection.size, 0);
    if (entries > alive * 2 + 1000) this.#journal.rewrite(this.#everything());
  }

  flush(): void {
    this.#journal.flush();
  }

  /** Stripe keeps a key's answer for a day. The oldest stand first, so this stops at the first young one. */
  forgetOldReplies(nowMs: number): void {
    for (const reply of this.replies.values()) {
      if (nowMs - reply.atMs < replyKeptMs) return;
      this.replies.remove(reply.id);
    }
  }

  empty(): void {
    for (const collection of this.#collections()) collection.clear();
    this.#journal.empty();
  }

  close(): void {
    this.#journal.close();
  }

  #collections() {
    const { sessions, intents, charges, refunds, disputes, balance, events, deliveries, replies, settings } = this;
    return [sessions, intents, charges, refunds, disputes, balance, events, deliveries, replies, settings];
  }

  *#everything(): Generator<[string, unknown]> {
    for (const collection of this.#collections()) {
      for (const record of collection.values()) yield [collection.kind, record];
    }
  }
}
