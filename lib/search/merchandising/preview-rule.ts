import type { SearchEngine, SearchHit, SearchRequest, SearchResult } from "../engine";
import type { Facts } from "./arrange-window";
import { type Merchandising, merchandised } from "./merchandise";
import type { SearchRule } from "./rule";

/** As far as a preview shows a list, and as far as it looks for where a product stood before. */
const shownMax = 24;
const comparedMax = 96;

export interface PreviewRow {
  hit: SearchHit;
  /** From 1. */
  place: number;
  /** Where it would stand without any rule; null when that is farther than the preview looks. */
  before: number | null;
  merchantId: string | null;
}

export interface Preview {
  rows: PreviewRow[];
  /** The list without rules: what there is to choose from. */
  plain: SearchResult;
  merchants: { merchantId: string; name: string }[];
}

/** What a rule's words show with it, whether or not it is on, beside whatever else is decided for them. */
export async function previewRule(
  engine: SearchEngine,
  others: readonly SearchRule[],
  rule: SearchRule,
  request: SearchRequest,
  readFacts: Merchandising["readFacts"],
): Promise<Preview> {
  const rules = [rule, ...others.filter(({ ruleId }) => ruleId !== rule.ruleId)];
  const shop = merchandised(engine, { rulesFor: async () => rules, readFacts });
  const [plain, shown] = await Promise.all([
    engine.search({ ...request, page: 1, pageSize: comparedMax }),
    shop.search({ ...request, page: 1, pageSize: shownMax }),
  ]);
  const facts: ReadonlyMap<string, Facts> = await readFacts(
    [...plain.hits, ...shown.hits].map(({ productId }) => productId),
  );
  const before = new Map(plain.hits.map(({ productId }, index) => [productId, index + 1]));
  const merchants = new Map(
    plain.hits.map(({ productId, merchantName }) => [facts.get(productId)?.merchantId ?? "", merchantName]),
  );
  return {
    plain,
    rows: shown.hits.map((hit, index) => ({
      hit,
      place: index + 1,
      before: before.get(hit.productId) ?? null,
      merchantId: facts.get(hit.productId)?.merchantId ?? null,
    })),
    merchants: [...merchants].flatMap(([merchantId, name]) => (merchantId ? [{ merchantId, name }] : [])),
  };
}
