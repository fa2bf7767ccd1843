import { beforeAll, expect, it } from "vitest";
import { languageCodes } from "@/lib/i18n/markets";
import { makeWorld, type World } from "./make-products";
import { type MadeQuery, makeQueries, shares, sharesOf } from "./make-queries";

let world: World;
let queries: MadeQuery[];

beforeAll(() => {
  world = makeWorld();
  queries = makeQueries({ world, products: 10_000, languages: languageCodes }, 5_000);
});

it("a day's searches are misspelled, filtered and in vain as often as is said", () => {
  const real = sharesOf(queries);
  for (const kind of ["nothing", "misspelled", "filtered"] as const) expect(real[kind], kind).toBe(shares[kind]);
  for (const kind of ["sorted", "further"] as const)
    expect(Math.abs(real[kind] - shares[kind]), kind).toBeLessThan(0.015);
});

it.each(languageCodes)("%s is misspelled as often as the others", (language) => {
  const own = queries.filter(({ request }) => request.language === language);
  expect(Math.abs(sharesOf(own).misspelled - shares.misspelled)).toBeLessThan(0.03);
});

it("what counts as misspelled has a word that no title has", () => {
  const known = new Set([...world.vocabulary.values()].flatMap((words) => words.map(({ surface }) => surface)));
  const misspelled = queries.filter(({ words }) => words === "misspelled");
  const strange = misspelled.filter(({ request }) => request.text.split(" ").some((word) => !known.has(word)));
  // A slip may make another word of the shop.
  expect(strange.length / misspelled.length).toBeGreaterThan(0.95);
});
