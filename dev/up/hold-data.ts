import { accessSync, constants, mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { reasonOf } from "../../lib/core/reason-of";
import { chainSchema, isBroken } from "./command";
import { isLock, type Lock, takeLock } from "./lock";
import type { ProcessIdentity } from "./process-identity";
import { say } from "./say";
import { ShopError } from "./shop-error";

const noteSchema = z.object({ port: z.number(), chain: chainSchema, stopping: z.boolean().optional() });

/** One shop for each data folder. One whose command was killed is stopping by itself: wait for it. */
export async function holdData(data: string, port: number, chain: ProcessIdentity[]): Promise<Lock> {
  const deadline = Date.now() + 45_000;
  let told = false;
  makeFolder(data);
  for (;;) {
    const taken = takeLock(path.join(data, "running.json"), { port, chain });
    if (isLock(taken)) return taken;
    const note = noteSchema.safeParse(taken.note);
    const ending = note.success && (note.data.stopping || isBroken(note.data.chain));
    if (!ending || Date.now() > deadline) {
      const where = note.success ? `http://localhost:${note.data.port}, ` : "";
      throw new ShopError(
        `A shop is already open on ${data} (${where}process ${taken.pid}). Stop that one, or give this one another folder with SHOP_DATA and another PORT.`,
      );
    }
    if (!told) say("The shop that was open here is still stopping; waiting for it.");
    told = true;
    await sleep(200);
  }
}

function makeFolder(data: string): void {
  try {
    mkdirSync(data, { recursive: true });
    accessSync(data, constants.W_OK);
  } catch (error) {
    throw new ShopError(
      `${data} can't keep the shop's data (${reasonOf(error)}). Give it another folder with SHOP_DATA.`,
    );
  }
}
