import { readCommandLine } from "../../lib/core/command-line";
import { audit, printAudit } from "./audit";
import { calmDown } from "./calm";
import { countMet } from "./failure-deck";
import { startMachines } from "./machines";
import { runStorm } from "./storm";
import { whatNeverHappened } from "./unmade";

/**
 * `npm run drill:orders -- --attempts 10000 --minutes 15 --seed 7`: buyers and staff against a shop whose every part is
 * killed, delayed and lied to; then calm; then an audit. Exits 1 on any difference, and where something was never tried
 * (an attempt, a kill, a deed of anybody's), for what was not tried was not proved. The seed decides who does what and what
 * breaks; what meets what is up to the machine.
 */
const usage = "Usage: npm run drill:orders [-- --attempts 10000 --minutes 15 --seed 7 --buyers 48 --port 4200 --keep]";
const { values } = readCommandLine(usage, {
  options: {
    attempts: { type: "string", default: "10000" },
    minutes: { type: "string", default: "15" },
    seed: { type: "string", default: "7" },
    buyers: { type: "string", default: "48" },
    port: { type: "string", default: "4200" },
    keep: { type: "boolean", default: false },
  },
});
const calmMinutesMax = 20;
const wrong = Object.entries(values).filter(([, value]) => typeof value === "string" && !/^\d+$/.test(value));
if (wrong.length > 0) {
  console.error(`${wrong.map(([name]) => `--${name}`).join(", ")}: a whole number is wanted.\n${usage}`);
  process.exit(1);
}

const machines = await startMachines(Number(values.port));
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void machines.stop({ keep: true }).then(() => process.exit(1)));
try {
  const { attempts: most, minutes, seed, buyers } = values;
  console.log(`drill in ${machines.folder}: ${most} attempts, at most ${minutes} minutes, seed ${seed}`);
  const began = Date.now();
  const storm = { attempts: Number(most), minutes: Number(minutes), buyers: Number(buyers), seed };
  const patience = new AbortController();
  const { attempts, deeds, troubles, deck, room } = await runStorm(machines, storm, patience.signal);
  console.log(`storm of ${seconds(began)} s; ${attempts.length} attempts`);
  const missing = storm.attempts - attempts.length;
  if (missing > 0) console.error(`TIME WAS UP: ${missing} of ${storm.attempts} attempts were never made`);
  print(
    "buyers",
    countBy(attempts, ({ ending, refusal }) => ending ?? refusal ?? "gave up"),
  );
  print(
    "waiting room",
    countBy(room.waiters, ({ end }) => end ?? "waits"),
  );
  print("staff", deeds);
  print(
    "trouble",
    countBy(troubles, ({ name }) => name),
  );
  console.log(`ways in which Stripe failed: ${await countMet(machines.control)} of ${deck.size}`);
  const ofSale = troubles.filter(({ when }) => when === "sale");
  print(
    "of it in the sale",
    countBy(ofSale, ({ name }) => name),
  );

  const calmBegan = Date.now();
  const { rounds, vouchersInVain } = await calmDown(machines, room, calmMinutesMax);
  patience.abort();
  await room.closed;
  console.log(rounds ? `calm after ${seconds(calmBegan)} s` : "never came to rest");
  const unmade = whatNeverHappened({ attempts, deeds, troubles, room });
  if (unmade.length > 0) console.error(`IT NEVER CAME TO THIS: ${unmade.join(", ")}`);
  const outside = await machines.readOutside();
  const { db } = machines;
  const told = [...attempts, ...room.waiters];
  const holds = printAudit(await audit({ db, outside, attempts: told, room, vouchersInVain }));
  const repeated = outside.messageIds.length - new Set(outside.messageIds).size;
  console.log(`\n${outside.messageIds.length} mails, ${repeated} of them sent again under the same Message-ID`);
  process.exitCode = holds && rounds && missing <= 0 && unmade.length === 0 ? 0 : 1;
} finally {
  // What went wrong stays to be looked at.
  await machines.stop({ keep: values.keep || process.exitCode !== 0 });
}
process.exit();

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1_000);
}

function countBy<T>(all: readonly T[], nameOf: (each: T) => string): Map<string, number> {
  return new Map([...Map.groupBy(all, nameOf)].map(([name, { length }]) => [name, length]));
}

function print(title: string, counts: ReadonlyMap<string, number>): void {
  console.log(
    `${title}: ${[...counts]
      .map(([name, count]) => `${name} ${count}`)
      .toSorted()
      .join(", ")}`,
  );
}
