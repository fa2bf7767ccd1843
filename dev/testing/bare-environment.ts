import { variableNames } from "../../lib/core/env";

/**
 * An environment in which none of the shop's variables is set. They are empty and not left out: what is left out would
 * be filled from .env, and tests would write into the database, the index and the mailbox that a developer works with.
 */
export function bareEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, ...Object.fromEntries(variableNames.map((name) => [name, ""])) };
}
