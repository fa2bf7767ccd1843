import { expect, it } from "vitest";
import { z } from "zod";
import { useDatabase } from "@/dev/testing/use-database";
import { Prisma } from "@/lib/db/generated/client";
import { writeQuery } from "@/lib/search/ask-index";
import { facetKey } from "@/lib/search/facet-key";
import { facetMark, quoteMark } from "@/lib/search/marks";
import { readPlanned } from "@/lib/search/read-planned";
import { requestFor } from "@/lib/search/request-for";
import { chosenMax, facetsMax } from "@/lib/search/url";

const database = useDatabase();

const names = (count: number) => Array.from({ length: count }, (_, index) => `facet${index}`);

function near(facets: number, valuesEach: number): string {
  const values = Array.from({ length: valuesEach }, (_, index) => `value${index}`);
  const filters = { facets: Object.fromEntries(names(facets).map((facet) => [facet, values])) };
  return writeQuery({ request: requestFor("en", "", { filters }), terms: [], mode: "all" }, "near");
}

it.each([2, 3, 4, 5, 7])("of %i chosen facets a row near to the list has all but one at most", async (count) => {
  const sets = Array.from({ length: 2 ** count }, (_, bits) => names(count).filter((_, index) => bits & (1 << index)));
  const documents = sets.map((set) => set.map((facet) => quoteMark(facetMark(facetKey(facet, "value1")))).join(" "));
  const rows = z.array(z.object({ isNear: z.boolean() })).parse(
    await database.db.$queryRaw`
      select document::tsvector @@ ${near(count, 2)}::tsquery as "isNear"
      from unnest(${documents}::text[]) with ordinality as given(document, place) order by place`,
  );
  expect(rows.map(({ isNear }) => isNear)).toEqual(sets.map(({ length }) => length >= count - 1));
});

it("a list with all the filters there may be is a question of a few hundred words", async () => {
  const rows = z
    .array(z.object({ nodes: z.number() }))
    .parse(
      await database.db.$queryRaw`select numnode(${near(facetsMax, chosenMax / facetsMax)}::tsquery)::int as nodes`,
    );
  expect(rows[0]?.nodes).toBeLessThan(1_000);
});

it("a list that nobody waits for any more is given up by Postgres", async () => {
  const rows = await readPlanned(
    database.db,
    Prisma.sql`select current_setting('statement_timeout') as "givenUpAfter"`,
  );
  expect(rows).toEqual([{ givenUpAfter: "10s" }]);
});
