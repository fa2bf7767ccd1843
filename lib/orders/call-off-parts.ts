import { invariant } from "@/lib/core/invariant";
import type { Tx } from "@/lib/db/client";
import { shareOf } from "./refund";

interface Unit {
  line: { lineId: string; merchantId: string };
  quantity: number;
}

type Part = Awaited<ReturnType<typeof readParts>>[number];
type PartLine = Part["lines"][number];

/**
 * Takes units that are called off out of the merchants' parts of the order, where they have not left. Returns variant →
 * location → units: their stock goes back there and nowhere else. Empty before the order is cut, for a part is cut from
 * what is set aside by then. The caller holds the order's lock, and has the parts settled afterwards (`fulfilment.cut`).
 */
export async function callOffParts(
  tx: Tx,
  { orderId }: { orderId: string },
  units: readonly Unit[],
): Promise<Map<string, Map<string, number>>> {
  const parts = await readParts(tx, orderId, units);
  const places = new Map<string, Map<string, number>>();
  for (const { line, quantity } of units) {
    const own = parts.filter(({ merchantId }) => merchantId === line.merchantId);
    let left = quantity;
    for (const part of own)
      for (const partLine of part.lines.filter(({ lineId }) => lineId === line.lineId)) {
        const { variantId, quantity: whole, shippedQuantity, cancelledQuantity } = partLine;
        const taken = Math.min(left, whole - shippedQuantity - cancelledQuantity);
        if (taken === 0) continue;
        await reduce(tx, part, partLine, taken);
        const here = places.get(variantId) ?? new Map<string, number>();
        places.set(variantId, here.set(part.locationId, (here.get(part.locationId) ?? 0) + taken));
        left -= taken;
      }
    invariant(left === 0 || own.length === 0, "what has not left is in a part");
  }
  return places;
}

function readParts(tx: Tx, orderId: string, units: readonly Unit[]) {
  return tx.fulfilment.findMany({
    where: { merchantId: { in: [...new Set(units.map(({ line }) => line.merchantId))] }, orderId },
    orderBy: { locationId: "asc" },
    select: {
      merchantId: true,
      fulfilmentId: true,
      locationId: true,
      lines: {
        select: {
          lineId: true,
          variantId: true,
          quantity: true,
          shippedQuantity: true,
          cancelledQuantity: true,
          totalAmount: true,
        },
      },
    },
  });
}

async function reduce(tx: Tx, { merchantId, fulfilmentId }: Part, line: PartLine, taken: number): Promise<void> {
  await tx.fulfilmentLine.update({
    where: { merchantId_fulfilmentId_lineId: { merchantId, fulfilmentId, lineId: line.lineId } },
    data: { cancelledQuantity: { increment: taken } },
    select: { lineId: true },
  });
  await tx.fulfilment.update({
    where: { merchantId_fulfilmentId: { merchantId, fulfilmentId } },
    data: { totalAmount: { decrement: amountOf(line, taken) } },
    select: { fulfilmentId: true },
  });
}

/** What units that are called off were to bring: all of a line's units add up to the line. */
const amountOf = ({ quantity, cancelledQuantity, totalAmount }: PartLine, taken: number): number =>
  shareOf(totalAmount, cancelledQuantity + taken, quantity) - shareOf(totalAmount, cancelledQuantity, quantity);
