/** How a dispute can end: seldom for good, for a bank may come back to it, and to another end. */
const endings = new Set(["won", "lost", "warning_closed", "prevented"]);

export const isOver = (status: string): boolean => endings.has(status);

/** The bank has the money, for now or for good. While it only inquires, money can still go back. */
export const withTheBank = ["needs_response", "under_review", "lost"];

/** The bank has the money, and has not decided yet. */
export const isUndecided = (status: string): boolean => withTheBank.includes(status) && !isOver(status);
