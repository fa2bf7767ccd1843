import { z } from "zod";
import { commandLineOf, identify, type ProcessIdentity, parentOf, stillRuns } from "./process-identity";

/**
 * `npm run shop` is a chain: npm, perhaps a shell, this process. Killing npm with -9 ends neither of the others, so
 * this process watches the chain above it, up to npm itself.
 */
export function chainToNpm(): ProcessIdentity[] {
  if (!process.env.npm_lifecycle_event) return [];
  const chain: ProcessIdentity[] = [];
  for (let pid = process.ppid; pid > 1 && chain.length < 4; pid = parentOf(pid)) {
    const identity = identify(pid);
    if (identity) chain.push(identity);
    if (/\bnpm\b/.test(commandLineOf(pid))) return chain;
  }
  return [];
}

export const chainSchema = z.array(z.object({ pid: z.number(), startedAt: z.string() }));

export const isBroken = (chain: readonly ProcessIdentity[]): boolean => chain.some((process) => !stillRuns(process));
