/** An expected outcome, good or bad. A bug or an outage is thrown instead. */
export type Result<T, E extends { code: string } = { code: string }> = { ok: true; value: T } | { ok: false; error: E };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const err = <E extends { code: string }>(error: E): { ok: false; error: E } => ({ ok: false, error });
