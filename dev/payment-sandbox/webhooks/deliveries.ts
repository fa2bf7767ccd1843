import { eventShape } from "../shapes/event-shape.ts";
import type { Delivery, Settings } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { postEvent } from "./post-event.ts";

const retryCapMs = 60_000;
const atOnceMax = 16;
const duplicateAfterMs = 20;

/**
 * Brings events to the shop: at least once, again until a 2xx, and as awkwardly as the settings ask. What still has to go
 * out is in the store, so a restart carries on. It runs on the machine's clock, not the sandbox's.
 */
export class Deliveries {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #ready: string[] = [];
  readonly #abort = new AbortController();
  #batch: string[] = [];
  #batchTimer: NodeJS.Timeout | null = null;
  #underWay = new Map<string, Promise<void>>();

  constructor(
    readonly store: Store,
    readonly settings: () => Settings,
    readonly spendDrop: () => boolean,
    readonly secret: string,
    readonly log: (line: string) => void,
  ) {}

  /** A new event, inside the change that made it: it is sent only once that change is durable. */
  enqueue(eventId: string): void {
    const { url, delayMs, duplicate } = this.settings();
    const state = url === null ? "unsent" : this.spendDrop() ? "dropped" : "held";
    const dueAtMs = Date.now() + delayMs;
    this.store.deliveries.put({ id: eventId, state, dueAtMs, tries: 0, copiesLeft: duplicate, attempts: [] });
    if (state !== "held") return;
    if (this.settings().reorder) this.#hold(eventId);
    else this.#schedule(eventId, dueAtMs);
  }

  /** Takes up everything still owed: after a start, or when a pause ends. */
  resume(): void {
    for (const id of this.store.deliveries.idsBy("state", "held")) {
      if (this.#timers.has(id) || this.#underWay.has(id) || this.#ready.includes(id) || this.#batch.includes(id))
        continue;
      const delivery = this.store.deliveries.get(id);
      if (delivery) this.#schedule(id, delivery.dueAtMs);
    }
  }

  /** Sends an event again now, whatever became of it before. */
  redeliver(eventId: string): boolean {
    const delivery = this.store.deliveries.get(eventId);
    if (!delivery) return false;
    this.store.deliveries.put({ ...delivery, state: "held", tries: 0, copiesLeft: 0, dueAtMs: Date.now() });
    this.#schedule(eventId, Date.now());
    return true;
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    if (this.#batchTimer) clearTimeout(this.#batchTimer);
    this.#timers.clear();
    this.#batchTimer = null;
    this.#batch = [];
    this.#ready.length = 0;
  }

  async close(): Promise<void> {
    this.clear();
    this.#abort.abort(new Error("the payment sandbox is stopping"));
    await Promise.all(this.#underWay.values());
  }

  #hold(eventId: string): void {
    this.#batch.push(eventId);
    this.#batchTimer ??= setTimeout(() => {
      const batch = this.#batch.reverse();
      this.#batch = [];
      this.#batchTimer = null;
      void this.#inTurn(batch);
    }, this.settings().reorderWindowMs);
  }

  async #inTurn(ids: string[]): Promise<void> {
    for (const id of ids) await this.#start(id);
  }

  #schedule(eventId: string, dueAtMs: number): void {
    clearTimeout(this.#timers.get(eventId));
    this.#timers.set(
      eventId,
      setTimeout(
        () => {
          this.#timers.delete(eventId);
          this.#ready.push(eventId);
          this.#pump();
        },
        Math.max(dueAtMs - Date.now(), 0),
      ),
    );
  }

  #pump(): void {
    while (this.#underWay.size < atOnceMax) {
      const id = this.#ready.shift();
      if (id === undefined) return;
      void this.#start(id);
    }
  }

  #start(eventId: string): Promise<void> {
    const running = this.#try(eventId).finally(() => {
      this.#underWay.delete(eventId);
      this.#pump();
    });
    this.#underWay.set(eventId, running);
    return running;
  }

  async #try(eventId: string): Promise<void> {
    const event = this.store.events.get(eventId);
    const { url, paused } = this.settings();
    if (!event || url === null || paused || this.#abort.signal.aborted) return;
    const payload = JSON.stringify(eventShape(event, 1));
    const attempt = await postEvent(payload, { url, secret: this.secret, signal: this.#abort.signal });
    const delivery = this.store.deliveries.get(eventId);
    // A stop in mid-try is no answer of the shop's, and after a reset there is nothing left to tell.
    if (!delivery || (this.#abort.signal.aborted && attempt.status === null)) return;
    const after = this.store.deliveries.put(this.#judge(delivery, attempt));
    this.store.flush();
    const answer = attempt.status ?? attempt.error;
    this.log(`webhook ${event.type} ${eventId} -> ${answer}${after.state === "given-up" ? ", given up" : ""}`);
    if (after.state === "held") this.#schedule(eventId, after.dueAtMs);
  }

  #judge(delivery: Delivery, attempt: Delivery["attempts"][number]): Delivery {
    const attempts = [...delivery.attempts, attempt];
    const taken = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    if (taken) {
      if (delivery.copiesLeft === 0) return { ...delivery, attempts, state: "delivered" };
      return {
        ...delivery,
        attempts,
        tries: 0,
        copiesLeft: delivery.copiesLeft - 1,
        dueAtMs: Date.now() + duplicateAfterMs,
      };
    }
    const tries = delivery.tries + 1;
    const { retryBaseMs, triesMax } = this.settings();
    if (tries >= triesMax) return { ...delivery, attempts, tries, state: "given-up" };
    const waitMs = Math.min(retryBaseMs * 2 ** (tries - 1), Math.max(retryCapMs, retryBaseMs));
    return { ...delivery, attempts, tries, dueAtMs: Date.now() + waitMs };
  }
}
