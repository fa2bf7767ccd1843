import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fulfilmentTransitions, shipmentTransitions } from "@/lib/fulfilment/fulfilment";
import { dropTransitions } from "@/lib/inventory/waiting-room/drop";
import { deliveryTransitions } from "@/lib/notifications/webhook";
import { orderTransitions, paymentTransitions } from "@/lib/orders/order";
import { refundTransitions } from "@/lib/orders/refund";
import { returnTransitions } from "@/lib/orders/returns/return";
import { giftCardTransitions } from "@/lib/payments/gift-card";

type Table = Readonly<Record<string, readonly string[]>>;

const cells = readFileSync("docs/orders.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

/** A row for each status, under a heading that names what has them. */
function tableOf(what: string): string[] {
  const head = cells.findIndex(([, name, next]) => name?.startsWith(what) && next === "may become");
  const end = cells.findIndex(([, , next], index) => index > head && (next === "may become" || next === "from → to"));
  return cells.slice(head + 2, end).map(([, from = "", to = ""]) => `${from} → ${to}`);
}

/** All in one row: `from → to, to; from → to`, and what is to be said besides after a full stop. */
function rowOf(what: string): string[] {
  const row = cells.find(([, name]) => name === what || name?.startsWith(`${what} (`));
  return (row?.[2] ?? "").split(/\.(?: |$)/)[0]?.split(";") ?? [];
}

/** Words in brackets and after a colon are for the reader. */
const plain = (text: string) => text.replaceAll(/\([^)]*\)|:.*$/g, "").trim();

function read(written: readonly string[]): Table {
  const steps = written.map((step) => plain(step).split("→").map(plain));
  return Object.fromEntries(steps.map(([from = "", to = ""]) => [from, to.split(",").map(plain).toSorted()]));
}

const leading = (table: Table): Table =>
  Object.fromEntries(
    Object.entries(table)
      .filter(([, to]) => to.length > 0)
      .map(([from, to]) => [from, to.toSorted()]),
  );

describe("the tables of states in docs/orders.md are the ones that are obeyed", () => {
  const tables: [string, string[], Table][] = [
    ["order", tableOf("Order"), orderTransitions],
    ["payment", tableOf("Payment"), paymentTransitions],
    ["fulfilment", tableOf("Fulfilment"), fulfilmentTransitions],
    ["shipment", rowOf("shipment"), shipmentTransitions],
    ["return", rowOf("return"), returnTransitions],
    ["refund", rowOf("refund"), refundTransitions],
    ["gift card", rowOf("gift card"), giftCardTransitions],
    ["drop", rowOf("drop"), dropTransitions],
    ["webhook delivery", rowOf("webhook delivery"), deliveryTransitions],
  ];
  it.each(tables)("%s", (_what, written, obeyed) => {
    expect(read(written)).toEqual(leading(obeyed));
  });
});
