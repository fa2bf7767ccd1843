import { between, chance } from "@/dev/demo-catalog/chance";
import type { FixtureVariant } from "@/dev/testing/fixtures";
import { newId } from "@/lib/core/ids";
import { type Ending, endings, finishPurchase, yenEndings } from "./endings";
import { insist } from "./insist";
import { pickWeighted } from "./pick";
import type { Ask } from "./verbs";
import type { DrillWorld } from "./world";

export interface Attempt {
  key: string;
  /** The order the shop said yes to; null where it said no, or never answered. */
  order: { customerId: string; orderId: string } | null;
  refusal: string | null;
  /** What the buyer did then. */
  ending: Ending | "covered" | "no_page" | null;
}

/** How often a buyer does what is hard on the shop. */
export interface Habits {
  clicksTwice: number;
  giftCard: number;
  hot: number;
  /** Wants what has a limit for each customer, or what is sold ahead. */
  ruled: number;
  /** Orders again and again, and may have store credit. */
  regular: number;
  /** Of the others: who shares an inbox with a few more. */
  shared: number;
  /** Of those who may have store credit. */
  mailsCredit: number;
  /** Buys in yen, and then mostly by voucher. */
  yen: number;
  endings: Record<keyof typeof endings, number>;
}
const usual: Habits = {
  clicksTwice: 0.15,
  giftCard: 0.12,
  hot: 0.12,
  ruled: 0.08,
  regular: 0.15,
  shared: 0.1,
  mailsCredit: 0.1,
  yen: 0.12,
  endings,
};

/**
 * One attempt to buy, by a buyer who does the same for the same key of chance: fills a cart, sends the checkout until
 * somebody answers (some click twice at once), goes to the payment page, and pays or not.
 */
export async function attemptPurchase(
  ask: Ask,
  world: DrillWorld,
  seed: string,
  habits: Habits = usual,
): Promise<Attempt> {
  const next = chance(seed);
  const pick = <T>(from: readonly [T, ...T[]] | readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const inYen = chance(`${seed} market`)() < habits.yen;
  const [locale, currency] = inYen ? (["ja-JP", "JPY"] as const) : (["en-US", "USD"] as const);
  // Who comes again pays in the currency of their cart.
  const isRegular = !inYen && next() < habits.regular;
  const customerId = isRegular ? pick(world.regulars) : newId();
  const chosen = chooseVariants(world, habits, next);
  const lines = chosen.map((variant) => ({ ...variant, quantity: between(next, 1, 2) }));
  const key = newId();
  const inbox = !isRegular && chance(`${seed} inbox`)() < habits.shared ? seed.slice(-1) : customerId.slice(-6);
  const attempt: Attempt = { key, order: null, refusal: null, ending: null };
  const checkout = {
    customerId,
    locale,
    key,
    email: `buyer-${inbox}@example.com`,
    giftCard: next() < habits.giftCard ? pick(world.giftCards[currency]) : null,
    useStoreCredit: isRegular && next() < 0.5,
  };
  const ending = inYen ? pickWeighted(yenEndings, next) : pickWeighted(habits.endings, next);
  const clicksTwice = next() < habits.clicksTwice;
  const mailsCredit = isRegular && next() < habits.mailsCredit;

  if (!(await insist(() => ask("fillCart", { customerId, locale, lines })))) return attempt;
  const clicks = Array.from({ length: clicksTwice ? 2 : 1 }, () => insist(() => ask("checkout", checkout)));
  const answers = (await Promise.all(clicks)).filter((answer) => answer !== null);
  const placed = answers.find(({ order }) => order) ?? answers[0];
  if (!placed?.order) return { ...attempt, refusal: placed?.refusal ?? "no_answer" };
  const { order } = placed;
  const page = await insist(() => ask("openPage", order));
  if (!page?.url) return { ...attempt, order, ending: page ? "covered" : "no_page" };
  await Promise.all([finishPurchase(ask, order, page.url, ending), mailsCredit ? sendCredit(ask, order) : null]);
  return { ...attempt, order, ending };
}

function chooseVariants(world: DrillWorld, habits: Habits, next: () => number): FixtureVariant[] {
  const chosen = new Map<string, FixtureVariant>();
  const count = between(next, 1, 3);
  for (let nth = 0; nth < count; nth += 1) {
    const shelf = shelfOf(world, habits, next());
    const variant = shelf[Math.floor(next() * shelf.length)];
    if (variant) chosen.set(variant.variantId, variant);
  }
  return [...chosen.values()];
}

function shelfOf({ ordinary, scarce, hot, limited, ahead }: DrillWorld, habits: Habits, dice: number) {
  if (dice < habits.hot) return [hot];
  if (dice < habits.hot + habits.ruled) return [limited, ahead];
  return dice < habits.hot + habits.ruled + 0.15 ? scarce : ordinary;
}

/** Has what is left of the store credit mailed, and sends the form twice at once. */
function sendCredit(ask: Ask, order: { customerId: string; orderId: string }) {
  const wish = { ...order, merchantId: null, sendingId: newId() };
  return Promise.all([1, 2].map(() => insist(() => ask("mailCredit", wish), 2)));
}
