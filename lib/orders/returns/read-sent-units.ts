import type { Tx } from "@/lib/db/client";
import { readAside } from "@/lib/inventory/read-aside";
import { readOpenUnits } from "../read-open-units";
import type { OrderView } from "../read-order";

interface Ordered {
  orderId: string;
  lines: readonly Pick<OrderView["lines"][number], "productId" | "variantId" | "merchantId">[];
}

/** Variant → location → units it has sent of the order and nobody brought back: what counts as sold there and is not open. */
export async function readSentUnits(tx: Tx, { orderId, lines }: Ordered): Promise<Map<string, Map<string, number>>> {
  const [sold, open] = [await readAside(tx, orderId, lines), await readOpenUnits(tx, { orderId, lines })];
  return new Map(
    [...sold].map(([variantId, units]) => {
      const left = open.get(variantId);
      return [variantId, new Map([...units].map(([at, count]) => [at, Math.max(count - (left?.get(at) ?? 0), 0)]))];
    }),
  );
}
