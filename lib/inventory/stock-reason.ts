/**
 * What the shop itself writes into the ledger as the reason of an entry, and the name that messages know it by. Entries
 * stay as they were written, so these texts do too.
 */
const codes = {
  "opening stock": "opening_stock",
  "first import": "first_import",
  "changed in a file": "file_change",
  "replaced by a file's count": "file_count",
  "no longer in the file": "file_gone",
  "spread anew": "spread_anew",
  lapsed: "lapsed",
  cancelled: "cancelled",
  expired: "expired",
  "not ordered": "not_ordered",
  "exchange called off": "exchange_off",
  "exchange of fewer units": "exchange_fewer",
  returned: "returned",
} as const;

type Text = keyof typeof codes;

/** Why units of an order go back: the shop's own reason, or the one for which they were called off. */
export type ClaimReason = Text | `cancelled: ${string}` | "";

interface Reasoned {
  actor: string;
  /** Null where the units moved for nobody's order. */
  orderId: string | null;
  reason: string;
}

type StockReason =
  | { code: (typeof codes)[Text] }
  /** One of the orders' own reasons, or a person's words. */
  | { calledOff: string }
  | { rebuilt: Record<"onHand" | "held" | "sold", { from: number; to: number }> }
  | { words: string };

const isText = (reason: string): reason is Text => Object.hasOwn(codes, reason);
const calledOff = /^cancelled: (.+)$/;
const rebuilt =
  /^counters rebuilt: on hand (-?\d+), held (-?\d+), sold (-?\d+) → on hand (-?\d+), held (-?\d+), sold (-?\d+)$/;

/** What an entry's reason says: one of the shop's own, or the words of whoever counted or moved the units by hand. */
export function stockReasonOf({ actor, orderId, reason }: Reasoned): StockReason | null {
  if (!reason) return null;
  const byHand = actor.startsWith("staff:") && orderId === null && reason !== "spread anew";
  if (byHand) return { words: reason };
  if (isText(reason)) return { code: codes[reason] };
  const why = calledOff.exec(reason)?.[1];
  if (why) return { calledOff: why };
  const counters = rebuilt.exec(reason)?.slice(1).map(Number);
  if (!counters) return { words: reason };
  const [onHand = 0, held = 0, sold = 0, onHandNow = 0, heldNow = 0, soldNow = 0] = counters;
  return {
    rebuilt: {
      onHand: { from: onHand, to: onHandNow },
      held: { from: held, to: heldNow },
      sold: { from: sold, to: soldNow },
    },
  };
}
