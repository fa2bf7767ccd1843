import { keep } from "@/lib/cache/kept";
import type { Db } from "@/lib/db/client";
import { brandFacet, facetNamePattern } from "./facet-key";
import type { KnowFacets } from "./read-api-query";

const kept = keep<true>();
const namesMax = 100;

/** Which names are facets, as of a minute ago at most. */
export const knowFacets =
  (db: Db): KnowFacets =>
  async (names) => {
    const possible = names.filter((name) => facetNamePattern.test(name)).slice(0, namesMax);
    const known = await kept(possible, async (missing) => {
      const rows = await db.attribute.findMany({
        where: { attributeKey: { in: missing }, filterable: true },
        select: { attributeKey: true },
      });
      const found = [...rows.map(({ attributeKey }) => attributeKey), ...missing.filter((name) => name === brandFacet)];
      return new Map(found.map((name) => [name, true as const]));
    });
    return new Set(known.keys());
  };

/** Every facet there is, by key; of a catalog with very many, the first. */
export async function listFacetKeys(db: Db): Promise<string[]> {
  const rows = await db.attribute.findMany({
    where: { filterable: true },
    select: { attributeKey: true },
    orderBy: { position: "asc" },
    take: namesMax,
  });
  return [brandFacet, ...rows.map(({ attributeKey }) => attributeKey)];
}
