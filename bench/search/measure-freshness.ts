import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../../lib/db/client";
import { languageCodes } from "../../lib/i18n/markets";
import type { SearchEngine } from "../../lib/search/engine";
import { requestFor } from "../../lib/search/request-for";
import { writeDocument } from "../../lib/search/write-document";
import { writeTexts } from "../../lib/search/write-listing";
import { marksOfMade, titleOf } from "./lines";
import type { World } from "./make-products";

const pollMilliseconds = 25;
const patienceMilliseconds = 20_000;

/**
 * Changes titles while the load runs, as the job that indexes a product writes them, and says how long after the write
 * began each is found by its new word. Milliseconds.
 */
export async function measureFreshness(
  db: Db,
  engine: SearchEngine,
  world: World,
  products: number,
  {
    changes,
    pauseMilliseconds,
    spread,
  }: {
    changes: number;
    pauseMilliseconds: number;
    /** What takes the change to an engine that keeps an index of its own. */
    spread: (productId: string) => Promise<void>;
  },
): Promise<number[]> {
  const times: number[] = [];
  for (let change = 0; change < changes; change++) {
    const made = world.product(Math.floor((products * (change + 0.5)) / changes));
    const word = `fresh${Date.now().toString(36)}`;
    const rows = languageCodes.map((language) => {
      const text = made.text(language);
      const lexemes = (words: typeof text.title) => words.flatMap((each) => each.lexemes).join(" ");
      const zones = {
        a: `${word} ${lexemes(text.title)}`,
        b: lexemes(text.names),
        c: "",
        d: lexemes(text.description),
      };
      const document = writeDocument(zones, marksOfMade(made));
      return { language, product_id: made.productId, title: `${word} ${titleOf(text)}`, slug: "p", document };
    });
    const began = performance.now();
    await writeTexts(db, rows);
    await spread(made.productId);
    while ((await engine.search(requestFor("en", word, { asTyped: true }))).hits[0]?.productId !== made.productId) {
      if (performance.now() - began > patienceMilliseconds) break;
      await sleep(pollMilliseconds);
    }
    times.push(performance.now() - began);
    await sleep(pauseMilliseconds);
  }
  return times;
}
