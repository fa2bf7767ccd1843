import { z } from "zod";

export const faultSchema = z.strictObject({
  /** Listed once a call has met it. */
  name: z.string().optional(),
  /** `POST /v1/refunds`; `*` stands for any run of characters: `* /v1/payment_intents/*`. */
  match: z.string().min(1),
  status: z.number().int().min(300).max(599).optional(),
  /** With a status: what the error says, such as `{ type: "card_error", code: "card_declined" }`. */
  error: z.record(z.string(), z.string()).default({}),
  /** Sent along, such as `retry-after`. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Hang this long, then close the connection without an answer. */
  timeoutMs: z.number().int().min(0).max(600_000).optional(),
  /** Answer as usual, this much later. */
  delayMs: z.number().int().min(0).max(600_000).optional(),
  /** Fields of the answer that are told otherwise than they are. */
  change: z.record(z.string(), z.json()).default({}),
  /** In place of the answer: the page of a proxy. */
  page: z.string().optional(),
  /** In place of the answer: these bytes, and the connection closed. */
  raw: z.string().optional(),
  /** Close the connection in the middle of the answer. */
  cut: z.boolean().default(false),
  /** Send the headers and none of the answer, and close the connection so much later. */
  stallMs: z.number().int().min(0).max(600_000).optional(),
  /** Send the answer a byte at a time, this far apart. */
  dripMs: z.number().int().min(1).max(60_000).optional(),
  /** Do the work first: the answer is what gets lost. */
  afterSuccess: z.boolean().default(false),
  /** The failure is the API's own: it is kept under the call's key, and asked again under it, it comes again. */
  kept: z.boolean().default(false),
  times: z.number().int().min(1).default(1),
});

export type Fault = z.infer<typeof faultSchema>;

/** Troubles ordered ahead. Each is used `times` times, the oldest first. */
export class FaultTable {
  #faults: Fault[] = [];
  #met = new Set<string>();

  add(fault: Fault): void {
    this.#faults.push({ ...fault });
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  /** The names of those that at least one call has met. */
  met(): readonly string[] {
    return [...this.#met];
  }

  clear(): void {
    this.#faults = [];
    this.#met.clear();
  }

  take(method: string, path: string): Fault | null {
    const fault = this.#faults.find((candidate) => matches(candidate.match, `${method} ${path}`));
    if (!fault) return null;
    fault.times -= 1;
    if (fault.name !== undefined) this.#met.add(fault.name);
    if (fault.times === 0) this.#faults = this.#faults.filter((other) => other !== fault);
    return fault;
  }
}

function matches(pattern: string, call: string): boolean {
  const source = pattern
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${source}$`).test(call);
}
