import { isRecord } from "@/lib/core/is-record";
import { type DropSignal, dropStatuses, type OwnPlace } from "@/lib/inventory/waiting-room/drop";

/** What the waiting room's addresses answer, read without the validator: 14 KB a waiting page can do without. */
export function readSignal(body: unknown): DropSignal | null {
  if (!isRecord(body)) return null;
  const { opensAt, placedThrough, admittedThrough, pacePerSecond, soldOut } = body;
  const status = dropStatuses.find((each) => each === body.status);
  if (!status || typeof opensAt !== "string" || typeof soldOut !== "boolean") return null;
  if (typeof placedThrough !== "number" || typeof admittedThrough !== "number" || typeof pacePerSecond !== "number")
    return null;
  return { status, opensAt, placedThrough, admittedThrough, pacePerSecond, soldOut };
}

export function readOwn(body: unknown): OwnPlace | null {
  if (!isRecord(body) || typeof body.joined !== "boolean") return null;
  const { joined, place, admittedUntil } = body;
  return {
    joined,
    place: typeof place === "number" ? place : null,
    admittedUntil: typeof admittedUntil === "string" ? admittedUntil : null,
  };
}

/** Whether a request to join was one of too many from its address. */
export const isTooMany = (body: unknown): boolean =>
  isRecord(body) && isRecord(body.error) && body.error.code === "too_many";

export interface LiveDrop {
  signal: DropSignal;
  /** The server's clock less the browser's, in milliseconds: the countdown is the shop's. */
  skewMs: number;
  say: (key: string) => string;
}

export function readLiveDrop(body: unknown): LiveDrop | null {
  const signal = readSignal(body);
  if (!signal || !isRecord(body) || typeof body.now !== "string") return null;
  const labels = isRecord(body.labels) ? body.labels : {};
  return {
    signal,
    skewMs: Date.parse(body.now) - Date.now(),
    say: (key) => (typeof labels[key] === "string" ? labels[key] : ""),
  };
}
