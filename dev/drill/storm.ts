import { setTimeout as sleep } from "node:timers/promises";
import { until } from "@/dev/testing/until";
import { askApp } from "./ask-app";
import { type Attempt, attemptPurchase } from "./buyer";
import { makeTrouble, missedBySale, type Trouble } from "./chaos";
import { shuffleFailures } from "./failure-deck";
import type { Machines } from "./machines";
import { workOnce } from "./staff";
import { tendStock } from "./stock-clerk";
import { openRoom } from "./waiting-room";
import { wakeJobs } from "./wake-jobs";
import { drillSecret, makeDrillWorld } from "./world";

export interface Storm {
  attempts: number;
  minutes: number;
  /** So many at once. */
  buyers: number;
  seed: string;
}

/** How long a debit is under way: orders lapse, are called off and cut meanwhile. */
const debitMs = 20_000;

/** It opens once the first are killed, and sells for half a minute or longer. */
const opening = {
  ...{ opensInMs: 20_000, comeForMs: 15_000, pacePerSecond: 1 },
  first: ["stays_away", "comes_late", "walks_away", "tries_voucher"],
} as const;

/**
 * Buyers and clerks at work while things break, until every attempt is made and a drop was sold under every trouble, or the
 * time is up. Who still waits for it then waits on, until `patience` is over.
 */
export async function runStorm(
  machines: Machines,
  { attempts: most, minutes, buyers, seed }: Storm,
  patience: AbortSignal,
) {
  const endpoint = { url: machines.receiver.url, authSecret: drillSecret };
  const world = await makeDrillWorld(machines.db, most, machines.now(), { endpoint });
  await machines.control("payments", { asyncDelayMs: debitMs });
  const ask = askApp(machines.appUrls);
  const attempts: Attempt[] = [];
  const deeds = new Map<string, number>();
  const over = new AbortController();
  const endsAt = Date.now() + minutes * 60_000;

  const room = await openRoom(machines.db, ask, world, seed, { ...opening, now: machines.now, over: patience });
  const troubles: Trouble[] = [];
  const deck = shuffleFailures(`${seed} stripe`);
  const isTroubled = () => missedBySale(troubles).length === 0;
  let begun = 0;
  const buy = async () => {
    while (begun < most && Date.now() < endsAt) {
      begun += 1;
      attempts.push(await attemptPurchase(ask, world, `${seed} buyer ${begun}`));
    }
  };
  const work = async (clerk: number) => {
    for (let round = 0; !over.signal.aborted; round += 1) {
      const done = await workOnce(machines.db, ask, `${seed} clerk ${clerk} ${round}`);
      for (const deed of done) deeds.set(deed, (deeds.get(deed) ?? 0) + 1);
      await sleep(done.length > 0 ? 50 : 500);
    }
  };
  const tend = async () => {
    for (let round = 0; !over.signal.aborted; round += 1) {
      const deed = await tendStock(ask, world, `${seed} stock ${round}`);
      deeds.set(deed, (deeds.get(deed) ?? 0) + 1);
      await sleep(500);
    }
  };
  const keepTime = async () => {
    while (!over.signal.aborted) {
      await wakeJobs(machines.db, machines.now()).catch(() => undefined);
      await sleep(500);
    }
  };

  const meanwhile = Promise.all([
    makeTrouble(machines, seed, deck, room, troubles, over.signal),
    keepTime(),
    tend(),
    ...[0, 1, 2, 3].map(work),
  ]);
  const reporter = setInterval(() => console.log(`  ${attempts.length} attempts`), 30_000);
  await Promise.all(Array.from({ length: buyers }, buy));
  await until(() => isTroubled() || room.waiting() === 0, { seconds: Math.max(endsAt - Date.now(), 0) / 1_000 });
  over.abort();
  clearInterval(reporter);
  await meanwhile;
  return { attempts, deeds, troubles, deck, room };
}
