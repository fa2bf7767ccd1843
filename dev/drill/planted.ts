/** A guard of the shop that is taken out, to see that the audit notices. */
export type Bug =
  | "no stock condition"
  | "limits not given back"
  | "switched on paper"
  | "stock kept on lapse"
  | "units not put back"
  | "money believed twice"
  | "money kept"
  | "never captured"
  | "captures not written down"
  | "events not handled"
  | "one key, two orders"
  | "no credit condition"
  | "stock's ledger not kept"
  | "store credit's ledger not kept"
  | "parts cut twice"
  | "no refund cap"
  | "told twice"
  | "parcels not told"
  | "mails not sent"
  | "merchants not mailed"
  | "webhooks not posted"
  | "events published twice"
  | "a job is lost"
  | "a job that can't be done"
  | "orders never lapse"
  | "vouchers for all"
  | "called beyond what is free"
  | "no admission asked for"
  | "places drawn anew"
  | "nobody called"
  | "a status kept too long"
  | "vouchers given up unasked"
  | "lists not told"
  | "no inbox"
  | "a key a call"
  | "no order lock"
  | "books not compared";

/** `aheadMs`: how far the shop's jobs have been moved into the future, and the provider with them. */
export const planted = { bug: null as Bug | null, aheadMs: 0 };

export const has = (bug: Bug): boolean => planted.bug === bug;
