import { z } from "zod";
import { typedText } from "@/lib/core/typed-text";
import { isLanguage } from "@/lib/i18n/markets";
import { splitQuery } from "../document";
import { queryMax, ruleMatches, targetSchema } from "./rule";

/** What a rule is for, apart from what it does to a list. Messages are codes; the page has the sentences. */
export const ruleInputSchema = z
  .object({
    query: typedText()
      .max(queryMax, "query_long")
      .transform((text) => text.normalize("NFKC").replace(/\s+/gu, " "))
      .refine((text) => splitQuery(text).length > 0, "query_missing"),
    language: z.union([z.literal(""), z.string().refine(isLanguage, "language_wrong")]),
    match: z.enum(ruleMatches, "match_wrong"),
    target: targetSchema.nullable(),
    startsAt: z.date("date_wrong").nullable(),
    endsAt: z.date("date_wrong").nullable(),
  })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || startsAt < endsAt, {
    path: ["endsAt"],
    message: "dates_turned",
  });

export type RuleInput = z.infer<typeof ruleInputSchema>;

export const ruleFaults = [
  "query_long",
  "query_missing",
  "language_wrong",
  "match_wrong",
  "date_wrong",
  "dates_turned",
  "path_wrong",
  "path_long",
  "category_unknown",
] as const;
