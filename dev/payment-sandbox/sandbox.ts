import type { FaultTable } from "./controls/faults.ts";
import type { RequestLog } from "./controls/request-log.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Settings } from "./state/records.ts";
import type { Store } from "./state/store.ts";
import type { Deliveries } from "./webhooks/deliveries.ts";

/** The call a change comes from; null on both where a shopper or the clock caused it. */
export interface Cause {
  requestId: string | null;
  idempotencyKey: string | null;
}

export const noCall: Cause = { requestId: null, idempotencyKey: null };

/** What every part of the sandbox is handed. */
export interface Sandbox {
  readonly store: Store;
  readonly deliveries: Deliveries;
  readonly scheduler: Scheduler;
  readonly faults: FaultTable;
  readonly requests: RequestLog;
  readonly webhookSecret: string;
  /** Where a browser reaches this server, without a slash at the end. */
  readonly url: string;
  readonly settings: Settings;
  setSettings(change: Partial<Settings>): void;
  /** The sandbox's clock: the machine's, moved by `POST /sandbox/clock`. */
  nowMs(): number;
  nowSeconds(): number;
  /** Runs changes as one, makes them durable, then lets their events go out. */
  work<T>(change: () => T): T;
  log(line: string): void;
}
