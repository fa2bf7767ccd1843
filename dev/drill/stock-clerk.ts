import { between, chance } from "@/dev/demo-catalog/chance";
import { newId } from "@/lib/core/ids";
import { insist } from "./insist";
import { pickWeighted } from "./pick";
import type { Ask } from "./verbs";
import type { DrillWorld } from "./world";

export const usualStockDeeds = { adjust: 4, transfer: 4, close: 1 };

type StockWeights = Record<keyof typeof usualStockDeeds, number>;

/** A clerk in the warehouse counts, carries, or closes the loft for a while once what it owes has come, each form sent twice. Returns what was done. */
export async function tendStock(
  ask: Ask,
  { warehouse, hot, ahead }: DrillWorld,
  seed: string,
  likely: StockWeights = usualStockDeeds,
): Promise<string> {
  const next = chance(seed);
  const { merchantId, annexeId, loftId, shared } = warehouse;
  const variant = shared[Math.floor(next() * shared.length)] ?? hot;
  const twice = async (send: () => Promise<{ code: string }>) => Promise.all([insist(send, 3), insist(send, 3)]);
  const deeds = {
    adjust: () => {
      const wish = { merchantId, ...variant, by: between(next, -1, 2), changeId: newId() };
      return twice(() => ask("adjust", wish));
    },
    transfer: () => {
      const [fromLocationId, toLocationId] = next() < 0.5 ? [merchantId, annexeId] : [annexeId, merchantId];
      const wish = { merchantId, ...variant, fromLocationId, toLocationId, quantity: 1, changeId: newId() };
      return twice(() => ask("transfer", wish));
    },
    close: async () => {
      const arrived = { merchantId, ...ahead, locationId: loftId, changeId: newId() };
      await twice(() => ask("countToNothing", arrived));
      const closed = await twice(() => ask("switchLocation", { merchantId, locationId: loftId, active: false }));
      await twice(() => ask("switchLocation", { merchantId, locationId: loftId, active: true }));
      return closed;
    },
  };
  const deed = pickWeighted(likely, next);
  const answers = await deeds[deed]();
  return answers.some((answer) => answer?.code === "ok") ? deed : `${deed} refused`;
}
