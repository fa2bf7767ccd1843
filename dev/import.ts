import path from "node:path";
import { importCatalog } from "@/lib/catalog/import/import-catalog";
import { systemClock } from "@/lib/core/clock";
import { readCommandLine } from "@/lib/core/command-line";
import { isCurrency } from "@/lib/core/money";
import { connect } from "@/lib/db/client";
import { isLanguage, languageCodes } from "@/lib/i18n/markets";
import { findDatabase } from "./find-database";
import { findMerchant } from "./import/find-merchant";
import { type Remarks, readAsSentence, remarksOn, scanSentence } from "./import/sentences";
import { showProgress } from "./import/show-progress";
import { ShopError } from "./up/shop-error";

const usage = `Usage: npm run import -- products.csv [--merchant my-shop] [--merchant-name "My shop"] [--language en] [--currency USD]

  The file is a product export of Shopify or WooCommerce, a feed for Google or Meta, a flat file for Amazon, or any table
  of articles with a name and a price, as CSV, tab-separated text, XML or JSON (packed with gzip or not). What has not
  changed since the last import is passed over.
  --merchant       whose products they are; a new one needs --merchant-name as well
  --language       of the file's words: ${languageCodes.join(", ")}
  --currency       of its prices; other currencies follow by the stored exchange rates`;

/** `npm run import`: 0 when every row went in, 1 when some were left out or nothing could begin. */
try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof ShopError ? error.message : error);
  process.exitCode = 1;
}

async function run(): Promise<number> {
  const { file, merchant, name, language, currency } = readArguments();
  const db = connect(await findDatabase(), 4);
  const progress = showProgress(process.stderr);
  try {
    const { merchantId, merchantName, handle } = await findMerchant(db, merchant, name);
    console.log(`Importing ${file} for ${merchantName}: words in ${language}, prices in ${currency}.`);
    let say: Remarks = remarksOn(null);
    const imported = await importCatalog(
      {
        db,
        clock: systemClock,
        onStart: (scan) => {
          say = remarksOn(scan.header);
          console.log(readAsSentence(scan));
        },
        onFault: (fault) => progress.above(say.fault(fault)),
        onNote: (note) => progress.above(say.note(note)),
        onProgress: progress.show,
      },
      { file, merchantId, language, currency },
    );
    progress.end();
    if (!imported.ok) throw new ShopError(scanSentence(imported.error, file));
    const { rows, created, updated, unchanged, failed, pictures } = imported.value;
    console.log(
      `${rows} rows read. Products: ${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} left out.`,
    );
    if (pictures > 0) console.log(`${pictures} pictures follow: the shop's worker fetches them.`);
    if ((await db.staffMembership.count({ where: { merchantId } })) === 0)
      console.log(
        `Nobody may see them in the back room yet: npm run staff -- add --email you@example.com --merchant ${handle}`,
      );
    return failed > 0 ? 1 : 0;
  } finally {
    progress.end();
    await db.$disconnect();
  }
}

function readArguments() {
  const text = { type: "string" } as const;
  const { positionals, values } = readCommandLine(usage, {
    allowPositionals: true,
    options: {
      merchant: text,
      "merchant-name": text,
      language: { ...text, default: "en" },
      currency: { ...text, default: "USD" },
    },
  });
  const [file, ...others] = positionals;
  const { merchant, "merchant-name": name, language, currency: code } = values;
  const currency = code.toUpperCase();
  if (!file || others.length > 0) throw new ShopError(usage);
  if (!isLanguage(language)) throw new ShopError(`There is no language "${language}" in this shop.\n\n${usage}`);
  if (!isCurrency(currency)) throw new ShopError(`The shop can't price in "${code}".\n\n${usage}`);
  // npm changes to the project's folder; a path is meant from where the person stands.
  return { file: path.resolve(process.env.INIT_CWD ?? ".", file), merchant, name, language, currency };
}
