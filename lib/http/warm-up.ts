import { waitAtMost } from "@/lib/core/wait-at-most";

const patienceMs = 10_000;

/** The process's own, whichever bundle asks. */
const shared = globalThis as { cartwrightWarmsUp?: boolean };

/**
 * What a process does as it begins, to answer at its usual speed from the first request on. Until then, but not for ever, it
 * says that it is not ready; who asks it all the same is answered. `work` must not reject.
 */
export async function warmUp(work: Promise<unknown>, patience = patienceMs): Promise<void> {
  shared.cartwrightWarmsUp = true;
  await waitAtMost(patience, work);
  shared.cartwrightWarmsUp = false;
}

export const isWarmingUp = (): boolean => shared.cartwrightWarmsUp === true;
