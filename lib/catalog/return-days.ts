/**
 * What the whole shop promises: every page says that things may go back for so many days. A merchant may give its buyers
 * more, never fewer.
 */
export const returnDaysMin = 30;
