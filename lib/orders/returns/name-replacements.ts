import { readSellables, sellableKey } from "@/lib/catalog/read-sellables";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import type { OrderView } from "../read-order";
import type { ReturnView } from "./read-returns";

/** What goes out in place of each line of a return that is an exchange, as its options name it today. Keyed by line. */
export async function nameReplacements(
  db: Db,
  { currency }: Pick<OrderView, "currency">,
  returns: readonly ReturnView[],
  language: Language,
): Promise<Map<string, string>> {
  const wanted = returns
    .filter(({ resolution }) => resolution === "exchange")
    .flatMap(({ returnId, lines }) =>
      lines.flatMap(({ lineId, exchangeVariantId, ordered: { productId } }) =>
        exchangeVariantId ? [{ key: replacementKey(returnId, lineId), productId, variantId: exchangeVariantId }] : [],
      ),
    );
  const sellables = await readSellables(db, wanted, { language, currency });
  return new Map(
    wanted.flatMap((line) => {
      const sellable = sellables.get(sellableKey(line));
      return sellable ? [[line.key, nameOf(sellable)] as const] : [];
    }),
  );
}

/** A variant by its options; one without any by its product's title. */
export const nameOf = ({ options, title }: { options: readonly { value: string }[]; title: string }): string =>
  options.map(({ value }) => value).join(" · ") || title;

export const replacementKey = (returnId: string, lineId: string): string => `${returnId} ${lineId}`;
