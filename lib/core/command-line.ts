import { type ParseArgsConfig, parseArgs } from "node:util";
import { reasonOf } from "./reason-of";

/**
 * What was written behind a command. `--help` prints how it is used and ends the process with 0; what it does not know is
 * named, with how it is used, and ends it with 1, before anything was done.
 */
export function readCommandLine<Config extends ParseArgsConfig>(usage: string, config: Config) {
  if (process.argv.includes("--help")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs<Config>(config);
  } catch (error) {
    console.error(`${reasonOf(error)}\n${usage}`);
    process.exit(1);
  }
}
