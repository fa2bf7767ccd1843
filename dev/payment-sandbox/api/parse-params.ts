import type { z } from "zod";
import { type ApiError, invalidRequest } from "./api-error.ts";
import type { FormValue } from "./parse-form.ts";

/** Parses a call's parameters, or throws the error Stripe would answer with. The first problem wins, as it does there. */
export function parseParams<T>(schema: z.ZodType<T>, raw: { [key: string]: FormValue }): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue =
    parsed.error.issues.find((candidate) => candidate.code === "unrecognized_keys") ?? parsed.error.issues[0];
  throw issue ? asApiError(issue, raw) : parsed.error;
}

function asApiError(issue: z.core.$ZodIssue, raw: FormValue): ApiError {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const params = issue.keys.map((key) => bracketed([...path, key]));
    const noun = params.length === 1 ? "parameter" : "parameters";
    return invalidRequest({
      code: "parameter_unknown",
      param: params[0],
      message: `Received unknown ${noun}: ${params.join(", ")}`,
    });
  }
  const param = bracketed(path);
  const given = valueAt(raw, path);
  if (issue.code === "custom") return invalidRequest({ param, message: issue.message, ...codeOf(issue.params) });
  if (given === undefined) {
    return invalidRequest({ code: "parameter_missing", param, message: `Missing required param: ${param}.` });
  }
  if (given === "") {
    return invalidRequest({
      code: "parameter_invalid_empty",
      param,
      message: `You passed an empty string for '${param}'. Remove it from your request or supply a non-empty value.`,
    });
  }
  if (issue.code === "invalid_value") {
    const allowed = issue.values.map(String).join(", ");
    return invalidRequest({ param, message: `Invalid ${param}: must be one of ${allowed}` });
  }
  return invalidRequest({ param, message: `Invalid ${param}: ${issue.message}` });
}

function codeOf(params: Record<string, unknown> | undefined): { code?: string } {
  return typeof params?.code === "string" ? { code: params.code } : {};
}

function bracketed(path: string[]): string {
  return path.map((step, i) => (i === 0 ? step : `[${step}]`)).join("");
}

function valueAt(raw: FormValue, path: string[]): FormValue | undefined {
  let value: FormValue | undefined = raw;
  for (const step of path) {
    if (typeof value !== "object") return undefined;
    value = Array.isArray(value) ? value[Number(step)] : Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}
