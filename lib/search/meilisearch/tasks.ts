import type { EnqueuedTask, Meilisearch } from "meilisearch";

/** Meilisearch took a task and could not do it. */
export class TaskFailedError extends Error {}

const waitsMs = { timeout: 300_000, interval: 40 };

/**
 * Waits until Meilisearch has done what it took: an accepted task is no written document. Throws when one failed, or when
 * it takes longer than five minutes.
 */
export async function settle(client: Meilisearch, enqueued: readonly Pick<EnqueuedTask, "taskUid">[]): Promise<void> {
  for (const { taskUid } of enqueued) {
    const task = await client.tasks.waitForTask(taskUid, waitsMs);
    if (task.status !== "succeeded") {
      throw new TaskFailedError(`${task.type} ${task.status}: ${task.error?.message ?? "no reason given"}`);
    }
  }
}
