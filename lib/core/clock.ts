/** Where a rule depends on time, the time is passed in; tests pass their own. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** In milliseconds, as `days` is. */
export const minutes = (count: number): number => count * 60_000;

/** Of 24 hours, whatever clocks on the wall do. */
export const days = (count: number): number => count * 86_400_000;

/** The day in UTC, `yyyy-mm-dd`: of a moment, or of a column that holds a plain date. */
export const utcDay = (at: Date): string => at.toISOString().slice(0, 10);
