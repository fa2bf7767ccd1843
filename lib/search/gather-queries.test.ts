import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { countPhrases } from "./count-phrases";
import { gatherQueries } from "./gather-queries";

const database = useDatabase();

it("of queries that differ by an ending one is offered, but both of two that an umlaut tells apart", async () => {
  const brands = new Map(["Küchen", "Küche", "Kuchen"].map((text, at) => [text, { products: 9 - at, sold: 1 }]));
  const queries = await gatherQueries(database.db, "de", { phrases: countPhrases("de"), brands }, new Date());
  expect(queries.map(({ value }) => value.slice(1))).toEqual(["Küchen", "Kuchen"]);
});
