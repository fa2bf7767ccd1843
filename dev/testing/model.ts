import * as fc from "fast-check";
import { expect } from "vitest";

/** Something that can be asked of the shop: what is drawn for it, and what the model says of it. */
export interface Deed<Model extends object, Real, Input> {
  what: string;
  input: fc.Arbitrary<Input>;
  /** Whether there is anything to ask it of: a parcel that was never sent can't be named. What is refused is possible. */
  isPossible?(model: Readonly<Model>, input: Input): boolean;
  /** Does it, and says how it was answered. */
  act(real: Real, input: Input, model: Readonly<Model>): Promise<string>;
  /** Does it to the model, and says how it has to be answered. */
  predict(model: Model, input: Input): string;
}

/** The state of the database, written as the model writes it. */
export type Look<Real> = (real: Real) => Promise<object>;

/** A deed as a command: asked of both, answered alike, and the database then as the model is. */
export function deed<Model extends object, Real, Input>(
  { what, input, isPossible, act, predict }: Deed<Model, Real, Input>,
  look: Look<Real>,
): fc.Arbitrary<fc.AsyncCommand<Model, Real>> {
  return input.map((drawn) => ({
    check: (model) => isPossible?.(model, drawn) ?? true,
    run: async (model, real) => {
      const answer = await act(real, drawn, model);
      expect(answer, what).toBe(predict(model, drawn));
      expect(await look(real), what).toEqual(model);
    },
    toString: () => `${what} ${fc.stringify(drawn)}`,
  }));
}

/** Where a transition table lets a status go; where it doesn't, it stays. */
export function follow<Status extends string>(
  table: Readonly<Record<Status, readonly Status[]>>,
  from: Status,
  to: Status,
): Status {
  return table[from].includes(to) ? to : from;
}

/** Whether a transition table leads there, in as many steps as it takes. */
export function leadsTo<Status extends string>(
  table: Readonly<Record<Status, readonly Status[]>>,
  from: Status,
  to: Status,
): boolean {
  const reached = new Set([from]);
  for (const status of reached) for (const next of table[status]) reached.add(next);
  return reached.has(to);
}

/** How a verb answered, as the model says it. */
export const answerOf = (done: { ok: true } | { ok: false; error: { code: string } }): string =>
  done.ok ? "ok" : done.error.code;

const seconds = Number(process.env.MODEL_SECONDS ?? 240);
/** Of a test that walks a model: it has as long as the walk, and a failing one as long again to find a shorter one. */
export const modelTimeout = seconds * 2_000;

/**
 * Holds for so many runs, or RUNS of them, from one seed, or SEED. A walk that takes too long fails instead of ending
 * early, for what was not walked proves nothing.
 */
export async function holdsFor<Drawn>(property: fc.IAsyncPropertyWithHooks<Drawn>, runs: number): Promise<void> {
  const asked = Number(process.env.RUNS ?? runs);
  const walked = await fc.check(property, {
    numRuns: asked,
    seed: Number(process.env.SEED ?? 7),
    interruptAfterTimeLimit: seconds * 1_000,
    markInterruptAsFailure: true,
    // Few runs: none is spent on the shortest walks there are.
    unbiased: true,
  });
  if (walked.failed) throw new Error(fc.defaultReportMessage(walked), { cause: walked.errorInstance });
  expect(walked.numRuns, "every run that was asked for was made").toBe(asked);
}
