import type { Books, Finding } from "./books";
import { calledFindUnits, placesKept, toldAnEnd } from "./laws-of-drops";
import { historyTells } from "./laws-of-history";
import { eventsHandled, jobsDone } from "./laws-of-jobs";
import { endpointsTold, merchantsMailed } from "./laws-of-merchants";
import {
  booksAgree,
  differencesResolved,
  giftCardsAddUp,
  moneyHasAnOrder,
  ordersHaveMoney,
  refundsAddUp,
  storeCreditAddsUp,
} from "./laws-of-money";
import { toldOnce } from "./laws-of-notices";
import { confirmedOnce, nothingWaits, noticesSent, ordersAreKept, partsAreCut, totalsAddUp } from "./laws-of-orders";
import {
  limitsKept,
  listsSaySo,
  nothingHeldInVain,
  nothingOversold,
  soldAheadByRule,
  soldIsOrdered,
  stockAddsUp,
} from "./laws-of-stock";
import { vouchersKeepUnits, wantedIsPaidAtOnce } from "./laws-of-vouchers";
import { keptIsStoodFor, nothingKeptInVain } from "./laws-of-what-is-kept";

/** Each law reads and never writes. It holds when the shop has come to rest, whatever happened before. */
export const laws: Record<string, (books: Books) => Promise<Finding>> = {
  "every unit received is on hand or sold; counters, ledger and holds agree": stockAddsUp,
  "nothing is sold beyond what there was": nothingOversold,
  "no customer has more than a limit allows, and each unit held or sold is counted": limitsKept,
  "a location in use sells ahead by its variants' rules, one out of use nothing": soldAheadByRule,
  "what is sold is what paid orders stand for": soldIsOrdered,
  "nothing is held by an order that is over, or past its time": nothingHeldInVain,
  "no units go back while a voucher for them can still be paid": vouchersKeepUnits,
  "what many want at once is paid at once: no voucher is given for it": wantedIsPaidAtOnce,
  "a drop is sold to those it called, one order each, and who is called finds a unit": calledFindUnits,
  "places of a waiting room are kept, and called in their order": placesKept,
  "who waits for a drop is called or told that all is sold, and that within two seconds": toldAnEnd,
  "lists say how many there are where they are few, else that there are enough": listsSaySo,
  "an order the buyer was told of is there; one key, one order": ordersAreKept,
  "what an order costs is what its lines, shipping and tax come to, and what is asked for": totalsAddUp,
  "the history of an order tells each thing that became of it once, and who did it": historyTells,
  "no order waits for ever": nothingWaits,
  "every payment taken has one paid order, or went back whole": moneyHasAnOrder,
  "every paid order has its money, to the unit": ordersHaveMoney,
  "captured and refunded are the same on both sides": booksAgree,
  "refunds are what their rows say, and no more than was paid": refundsAddUp,
  "of an order that is off no credit is kept, and no money set aside": nothingKeptInVain,
  "what was called off or taken back is paid back or never taken, and no more is kept than the rest costs":
    keptIsStoodFor,
  "a gift card's balance is what was put on it less what was used": giftCardsAddUp,
  "store credit is what was given less what was used": storeCreditAddsUp,
  "one confirmation for a paid order, in the outbox and the inbox; none for another": confirmedOnce,
  "no notice is owed and unsent": noticesSent,
  "one notice and one mail for each parcel, refund, cancellation and step of a return; none for nothing": toldOnce,
  "every notice to a merchant is mailed, and each return has one": merchantsMailed,
  "a merchant's endpoint took each event once, one for each thing that was done": endpointsTold,
  "each merchant and location has its part of a paid order once, unit for unit": partsAreCut,
  "no job is lost or dead": jobsDone,
  "every event of the provider's is in the inbox once, and was handled": eventsHandled,
  "the shop's own comparison of the books finds nothing": differencesResolved,
};

export async function audit(books: Books): Promise<{ law: string; finding: Finding }[]> {
  const findings: { law: string; finding: Finding }[] = [];
  for (const [law, check] of Object.entries(laws)) findings.push({ law, finding: await check(books) });
  return findings;
}

export function printAudit(findings: readonly { law: string; finding: Finding }[]): boolean {
  const width = Math.max(...findings.map(({ law }) => law.length));
  console.log(`${"law".padEnd(width)}  checked  differences`);
  for (const { law, finding } of findings)
    console.log(
      `${law.padEnd(width)}  ${String(finding.checked).padStart(7)}  ${String(finding.differences.length).padStart(11)}`,
    );
  const idle = findings.filter(({ finding }) => finding.checked === 0);
  for (const { law } of idle) console.log(`\n${law}: there was NOTHING to hold against it`);
  for (const { law, finding } of findings)
    for (const difference of finding.differences.slice(0, 5)) console.log(`\n${law}:\n${toJson(difference)}`);
  return idle.length === 0 && findings.every(({ finding }) => finding.differences.length === 0);
}

const toJson = (value: object) =>
  JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? Number(each) : each));
