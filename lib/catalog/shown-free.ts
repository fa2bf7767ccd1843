/** Beyond this many a page says no number: how many there are is the merchant's business. */
export const shownFreeMax = 10;

/** What a page tells of a variant's free units. */
export const shownFree = (free: number): number => Math.max(0, Math.min(free, shownFreeMax));
