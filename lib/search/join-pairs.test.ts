import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { joinPairs, keepJoined } from "./join-pairs";
import type { Listing } from "./match-sql";
import { writeFilters, writeWords } from "./meilisearch/write-query";
import { planQuery, type Term } from "./plan-query";
import { requestFor } from "./request-for";

const database = useDatabase();

beforeAll(async () => {
  const words = ["autobatterie", "küchentisch"];
  await database.db.searchWord.createMany({ data: words.map((word) => ({ language: "de", word, frequency: 1 })) });
});

const join = (text: string) => joinPairs(database.db, "de", planQuery("de", text));

const listing = (text: string, terms: Term[]): Listing => ({
  request: requestFor("de", text),
  terms,
  mode: "anchored",
});

const saying = (made: Listing) => writeFilters(made).base.filter((filter) => filter.startsWith("says"));

it.each(["küche tisch", "kueche tisch"])("“%s” is a Küchentisch, however its umlauts are typed", async (text) => {
  expect((await join(text)).map(({ joined }) => joined)).toEqual([["kuchentisch"], undefined]);
});

it("one of two words has to say what a product is, where the shop writes them in one as well", async () => {
  const made = listing("auto batterie", await join("auto batterie"));
  expect(writeWords(made)).toEqual({ q: '"batteri"', matchingStrategy: "all" });
  expect(saying(made)).toEqual(['says IN ["auto", "~auto", "autobatteri", "~autobatteri"]']);
});

it("a word is asked for as itself where the one that the shop joins it with is left out", async () => {
  const terms = await join("auto batterie ladegerät");
  const [auto, battery, charger] = terms as [Term, Term, Term];
  const kept = (some: Term[]) => writeWords(listing("", keepJoined(terms, some))).q;
  expect(kept([auto])).toBe('"auto"');
  expect(kept([auto, charger])).toBe('"auto" "ladegerat"');
  expect(kept([auto, battery])).toBe('"batteri"');
});

it("what the whole is also called answers both of its parts", async () => {
  const names = (await join("auto batterie")).map(({ loose }) =>
    loose.map((way) => way.map(({ word }) => word).join(" ")),
  );
  for (const loose of names) expect(loose).toContain("starterbatteri");
});

it("what stands before the word that tells its kind is joined with it too, unless that makes a word with the next", async () => {
  const made = listing("batterie auto", await join("batterie auto"));
  expect(writeWords(made).q).toBe('"batteri"');
  expect(saying(made)).toEqual(['says IN ["auto", "~auto", "autobatteri", "~autobatteri"]']);
  const terms = await join("batterie auto ladegerät");
  const kept = terms.slice(1);
  expect(writeWords(listing("", keepJoined(terms, kept))).q).toBe('"auto" "ladegerat"');
  expect((await join("tisch küche tisch")).map(({ joined }) => joined)).toEqual([
    undefined,
    ["kuchentisch"],
    undefined,
  ]);
});
