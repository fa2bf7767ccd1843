import type { z } from "zod";
import type { Cause, Sandbox } from "../sandbox.ts";
import type { FormValue } from "./parse-form.ts";
import { parseParams } from "./parse-params.ts";

export interface Call<P> {
  sandbox: Sandbox;
  /** What stood in the path's place of `:id`. */
  id: string;
  params: P;
  cause: Cause;
}

export interface Endpoint {
  method: "GET" | "POST";
  /** `/v1/refunds/:id`, split at the slashes. */
  path: readonly string[];
  run(call: Omit<Call<unknown>, "params">, raw: { [key: string]: FormValue }): object;
}

/** Ties a path to its parameters and to the function that answers. */
export function endpoint<P>(
  method: "GET" | "POST",
  path: string,
  schema: z.ZodType<P>,
  answer: (call: Call<P>) => object,
): Endpoint {
  return {
    method,
    path: path.split("/"),
    run: (call, raw) => answer({ ...call, params: parseParams(schema, raw) }),
  };
}
