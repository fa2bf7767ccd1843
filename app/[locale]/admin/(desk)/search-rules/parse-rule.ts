import { z } from "zod";
import { idSchema } from "@/lib/core/ids";
import { parseLocalTime } from "@/lib/i18n/local-time";
import type { Market } from "@/lib/i18n/markets";
import type { Target } from "@/lib/search/merchandising/rule";
import { type RuleInput, ruleFaults, ruleInputSchema } from "@/lib/search/merchandising/rule-input";
import { toShopPath } from "@/lib/search/merchandising/shop-path";

const textSchema = z.string().catch("");
const faultSchema = z.enum(ruleFaults).catch("query_missing");
export type RuleFault = (typeof ruleFaults)[number];

/** What the form of a rule says, or what is wrong with which field. Times are the market's. */
export function parseRule(
  form: FormData,
  { timeZone }: Pick<Market, "timeZone">,
  origin: string,
): { input: RuleInput } | { faults: Record<string, RuleFault> } {
  const text = (name: string) => textSchema.parse(form.get(name)).trim();
  const faults: Record<string, RuleFault> = {};
  const moment = (name: string): Date | null => {
    const at = text(name) === "" ? null : parseLocalTime(text(name), timeZone);
    if (text(name) !== "" && at === null) faults[name] = "date_wrong";
    return at;
  };
  const parsed = ruleInputSchema.safeParse({
    query: text("query"),
    language: text("language"),
    match: text("match"),
    target: readTarget(text("category"), text("path"), origin, faults),
    startsAt: moment("startsAt"),
    endsAt: moment("endsAt"),
  });
  for (const { path, message } of parsed.error?.issues ?? []) faults[fieldOf(path)] ??= faultSchema.parse(message);
  return parsed.success && Object.keys(faults).length === 0 ? { input: parsed.data } : { faults };
}

/** What is wrong with a target is wrong with the path that was typed: a category is an id by then. */
const fieldOf = ([first]: PropertyKey[]): string => (first === "target" ? "path" : String(first));

function readTarget(category: string, path: string, origin: string, faults: Record<string, RuleFault>): Target | null {
  if (category) {
    const id = idSchema.safeParse(category);
    if (id.success) return { kind: "category", categoryId: id.data };
    faults.category = "category_unknown";
    return null;
  }
  if (!path) return null;
  const led = toShopPath(path, origin);
  if (led === null) faults.path = "path_wrong";
  return led === null ? null : { kind: "path", path: led };
}
