import { err, ok, type Result } from "@/lib/core/result";
import { type Problem, toProblem } from "@/lib/http/problem";
import { type Market, requireMarket } from "@/lib/i18n/markets";
import { facetValuesSchema, searchQuerySchema } from "./api";
import { facetKey, splitFacetKey } from "./facet-key";
import { chosenMax, facetsMax, type ListState, parseSearchParams } from "./url";

/** Says which of these names are facets of the catalog. */
export type KnowFacets = (names: readonly string[]) => Promise<ReadonlySet<string>>;

const named = new Set(Object.keys(searchQuerySchema.shape));

/**
 * What `GET /api/search` is asked. A page forgives whatever can't be meant; a machine is told: a parameter that does not
 * exist, one that is there twice, a value of the wrong kind. A value that merely names nothing finds nothing.
 */
export async function readApiQuery(
  query: URLSearchParams,
  knowFacets: KnowFacets,
): Promise<Result<{ market: Market; list: ListState }, Problem>> {
  const names = [...new Set(query.keys())];
  const twice = names.find((name) => named.has(name) && name !== "f" && query.getAll(name).length > 1);
  if (twice) return err({ code: "repeated", message: "This parameter may stand here once", field: twice });

  const scalars = names.filter((name) => named.has(name) && name !== "f").map((name) => [name, query.get(name)]);
  const asked = searchQuerySchema.safeParse({ ...Object.fromEntries(scalars), f: query.getAll("f") });
  if (!asked.success) return err(toProblem(asked.error));

  const facets = names.filter((name) => !named.has(name));
  const known = facets.length > 0 ? await knowFacets(facets) : new Set();
  const unknown = facets.find((name) => !known.has(name));
  if (unknown !== undefined)
    return err({ code: "unknown_parameter", message: "Neither a parameter nor a facet", field: unknown.slice(0, 80) });
  for (const name of facets) {
    const values = facetValuesSchema.safeParse(query.getAll(name));
    if (!values.success) return err({ ...toProblem(values.error), field: name });
  }

  const f = [
    ...(asked.data.f ?? []),
    ...facets.flatMap((name) => query.getAll(name).map((value) => facetKey(name, value))),
  ];
  if (isTooMuch(f))
    return err({
      code: "too_many_filters",
      message: `A list is filtered by ${facetsMax} facets and ${chosenMax} values of all together at most`,
    });

  const market = requireMarket(asked.data.locale);
  const { q, exact, category, page, sort, price, stock } = asked.data;
  const list = parseSearchParams({ q, exact, category, f, price, stock, sort, page: String(page) }, market);
  return ok({ market, list });
}

function isTooMuch(f: readonly string[]): boolean {
  const values = [...new Set(f)];
  return values.length > chosenMax || new Set(values.map((key) => splitFacetKey(key)?.facet)).size > facetsMax;
}
