import { systemClock, utcDay } from "@/lib/core/clock";
import { readCommandLine } from "@/lib/core/command-line";
import { databaseUrl } from "@/lib/core/env";
import { reasonOf } from "@/lib/core/reason-of";
import { connect } from "@/lib/db/client";
import { readExchangeRates } from "./exchange-rates";
import { parseRate } from "./parse-rate";

/**
 * `npm run rates`: what a dollar costs in the other currencies, by which prices in one become prices in the others when
 * they are saved or imported. `npm run rates -- EUR=0.92 JPY=149.3` sets today's.
 */
const usage =
  "Usage: npm run rates [-- EUR=0.92 JPY=149.3]. Shows what a dollar costs in other currencies, or sets today's.";
const { positionals: given } = readCommandLine(usage, { allowPositionals: true });
const rates = given.flatMap((text) => parseRate(text) ?? []);
const today = new Date(utcDay(systemClock()));

const db = connect(databaseUrl(), 1);
try {
  if (rates.length < given.length)
    throw new Error("A rate is written EUR=0.92: units of a currency for one US dollar.");
  for (const { quote, ratePpm } of rates)
    await db.exchangeRate.upsert({
      where: { base_quote_day: { base: "USD", quote, day: today } },
      create: { base: "USD", quote, day: today, ratePpm },
      update: { ratePpm },
    });
  for (const [quote, { ratePpm, day }] of await readExchangeRates(db))
    if (day) console.log(`${quote}=${Number(ratePpm) / 1_000_000}  since ${utcDay(day)}`);
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
} finally {
  await db.$disconnect();
}
