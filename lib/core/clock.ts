/** Where a rule depends on time, the time is passed in; tests pass their own. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

export const minutes = (count: number): number => count * 60_000;
