import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { attempts } from "./attempts";
import { searchWords } from "./document";
import { requestFor } from "./request-for";
import { writeDocument } from "./write-document";

const database = useDatabase();

it("a Japanese complaint is read by its words where nothing that it asks for is sold", async () => {
  const document = writeDocument({ a: searchWords("ja", "洗濯物 ハンガー"), b: "", c: "", d: "" }, []);
  await database.db.$executeRaw`
    insert into catalog_text (language, product_id, title, slug, document)
    values ('ja', ${newId()}::uuid, '洗濯物 ハンガー', 'hanger', ${document}::tsvector)`;
  const kept: string[][] = [];
  for await (const { listing, remark } of attempts(database.db, requestFor("ja", "洗濯物が乾かない"), {}))
    if (remark?.relaxed) kept.push(listing.terms.map(({ surface }) => surface));
  expect(kept).toContainEqual(["洗濯", "物"]);
});
