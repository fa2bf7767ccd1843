import { z } from "zod";

/** What every handler of the API answers when it can't do what it is asked: a code for machines, words for who writes one. */
export const problemSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().optional(),
    /** The parameter at fault. */
    field: z.string().optional(),
  }),
});

export type Problem = z.infer<typeof problemSchema>["error"];

export const problem = (status: number, error: Problem, headers: Record<string, string> = {}): Response =>
  Response.json({ error }, { status, headers: { "cache-control": "no-store", ...headers } });

/** The first thing that is wrong with parameters; its field, where it has one. */
export function toProblem({ issues }: z.ZodError): Problem {
  const [issue] = issues;
  const field = issue?.path[0];
  return {
    code: "invalid_request",
    message: issue?.message ?? "Invalid",
    ...(field === undefined ? {} : { field: String(field) }),
  };
}
