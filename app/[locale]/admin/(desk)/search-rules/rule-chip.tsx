import { getTranslations } from "next-intl/server";
import { StatusChip, type Tone } from "@/components/ui/status-chip";
import { type RuleState, type SearchRule, stateOf } from "@/lib/search/merchandising/rule";

const tones: Record<RuleState | "unreadable", Tone> = {
  on: "good",
  off: "quiet",
  waiting: "waiting",
  over: "quiet",
  unreadable: "waiting",
};

/** The state of a rule now; that it can't be read goes before. */
export async function RuleChip({ rule, now }: { rule: SearchRule | null; now: Date }) {
  const t = await getTranslations("rules");
  const state = rule ? stateOf(rule, now) : "unreadable";
  return <StatusChip tone={tones[state]}>{t(`states.${state}`)}</StatusChip>;
}
