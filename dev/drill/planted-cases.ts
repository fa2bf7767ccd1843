import type { Bug } from "./planted";

/** Each guard that is taken out, the law that has to notice, and what else has to go for the bug to show. */
export const cases: { bug: Bug | null; law: string | string[]; guards?: string[] }[] = [
  { bug: null, law: "none" },
  {
    bug: "no stock condition",
    law: "nothing is sold beyond what there was",
    guards: ["alter table stock_level drop constraint stock_level_law"],
  },
  {
    bug: "no limit asked for",
    law: "no customer has more than a limit allows, and each unit held or sold is counted",
  },
  {
    bug: "limits not given back",
    law: "no customer has more than a limit allows, and each unit held or sold is counted",
  },
  { bug: "switched on paper", law: "a location in use sells ahead by its variants' rules, one out of use nothing" },
  { bug: "stock kept on lapse", law: "nothing is held by an order that is over, or past its time" },
  { bug: "vouchers given up unasked", law: "no units go back while a voucher for them can still be paid" },
  { bug: "vouchers for all", law: "what many want at once is paid at once: no voucher is given for it" },
  { bug: "vouchers for a drop", law: "what many want at once is paid at once: no voucher is given for it" },
  {
    bug: "called beyond what is free",
    law: "a drop is sold to those it called, one order each, and who is called finds a unit",
  },
  {
    bug: "no admission asked for",
    law: "a drop is sold to those it called, one order each, and who is called finds a unit",
  },
  {
    bug: "no admission asked for once open",
    law: "a drop is sold to those it called, one order each, and who is called finds a unit",
  },
  {
    bug: "an admission for many orders",
    law: "a drop is sold to those it called, one order each, and who is called finds a unit",
  },
  { bug: "all places by lot", law: "places of a waiting room are kept, and called in their order" },
  { bug: "places drawn anew", law: "places of a waiting room are kept, and called in their order" },
  {
    bug: "nobody called",
    law: "who waits for a drop is called or told that all is sold, and that within two seconds",
  },
  {
    bug: "a status kept too long",
    law: "who waits for a drop is called or told that all is sold, and that within two seconds",
  },
  { bug: "money believed twice", law: "refunds are what their rows say, and no more than was paid" },
  { bug: "events not handled", law: "every event of the provider's is in the inbox once, and was handled" },
  { bug: "no inbox", law: "every event of the provider's is in the inbox once, and was handled" },
  { bug: "no refund cap", law: "refunds are what their rows say, and no more than was paid" },
  { bug: "told twice", law: "one confirmation for a paid order, in the outbox and the inbox; none for another" },
  { bug: "a job is lost", law: "each merchant and location has its part of a paid order once, unit for unit" },
  {
    bug: "lists not told",
    law: "lists say how many there are where they are few, else that there are enough",
  },
  { bug: "a key a call", law: "refunds are what their rows say, and no more than was paid" },
  { bug: "no order lock", law: "refunds are what their rows say, and no more than was paid" },
  { bug: "books not compared", law: "every event of the provider's is in the inbox once, and was handled" },
  { bug: "units not put back", law: "what is sold is what paid orders stand for" },
  {
    bug: "stock's ledger not kept",
    law: "every unit received is on hand or sold; counters, ledger and holds agree",
    guards: [
      "create function forget() returns trigger language plpgsql as 'begin return null; end'",
      "create trigger forgetful before insert on stock_ledger for each row when (new.change = 'sold') execute function forget()",
    ],
  },
  { bug: "store credit's ledger not kept", law: "store credit is what was given less what was used" },
  {
    bug: "a cent too much",
    law: "what an order costs is what its lines, shipping and tax come to, and what is asked for",
  },
  { bug: "credit kept on lapse", law: "of an order that is off no credit is kept, and no money set aside" },
  { bug: "never let go", law: "of an order that is off no credit is kept, and no money set aside" },
  {
    bug: "a cent kept back",
    law: "what was called off or taken back is paid back or never taken, and no more is kept than the rest costs",
  },
  {
    bug: "called off for nothing",
    law: "what was called off or taken back is paid back or never taken, and no more is kept than the rest costs",
  },
  {
    bug: "taken back for nothing",
    law: "what was called off or taken back is paid back or never taken, and no more is kept than the rest costs",
  },
  {
    bug: "history not kept",
    law: "the history of an order tells each thing that became of it once, and who did it",
  },
  { bug: "money kept", law: "every payment taken has one paid order, or went back whole" },
  { bug: "never captured", law: "every paid order has its money, to the unit" },
  {
    bug: "captures not written down",
    law: ["captured and refunded are the same on both sides", "the shop's own comparison of the books finds nothing"],
  },
  { bug: "orders never lapse", law: "no order waits for ever" },
  {
    bug: "parcels not told",
    law: "one notice and one mail for each parcel, refund, cancellation and step of a return; none for nothing",
  },
  { bug: "mails not sent", law: "no notice is owed and unsent" },
  { bug: "merchants not mailed", law: "every notice to a merchant is mailed, and each return has one" },
  { bug: "webhooks not posted", law: "a merchant's endpoint took each event once, one for each thing that was done" },
  {
    bug: "events published twice",
    law: "a merchant's endpoint took each event once, one for each thing that was done",
  },
  { bug: "a job that can't be done", law: "no job is lost or dead" },
  {
    bug: "one key, two orders",
    law: "an order the buyer was told of is there; one key, one order",
    guards: ["drop index order_customer_id_idempotency_key_key"],
  },
  {
    bug: "no credit condition",
    law: "a gift card's balance is what was put on it less what was used",
    guards: ["alter table gift_card drop constraint gift_card_law"],
  },
  {
    bug: "parts cut twice",
    law: "each merchant and location has its part of a paid order once, unit for unit",
    guards: ["drop index fulfilment_merchant_id_order_id_location_id_key"],
  },
];
