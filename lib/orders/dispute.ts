/** How a dispute can end: seldom for good, for a bank may come back to it, and to another end. */
export const endings = ["won", "lost", "warning_closed", "prevented"];

/** Those by which the money stays with the shop, or comes back to it. */
export const decidedForTheShop = endings.filter((status) => status !== "lost");

export const isOver = (status: string): boolean => endings.includes(status);

/** The bank has the money, for now or for good. While it only inquires, money can still go back. */
export const withTheBank = ["needs_response", "under_review", "lost"];

/** The bank has the money, and has not decided yet. */
export const isUndecided = (status: string): boolean => withTheBank.includes(status) && !isOver(status);
