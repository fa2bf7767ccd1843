import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { type Locale, requireMarket } from "../lib/i18n/markets";
import { type Watch, watchPages } from "./watch";
import { wordsOf } from "./words";

interface Fixtures {
  locale: Locale;
  t: ReturnType<typeof wordsOf>;
  watch: Watch;
  mail: (to: string, atLeast?: number) => Promise<Mail[]>;
}

export interface Mail {
  id: string;
  subject: string;
  html: string;
  text: string;
}

/** The width of a phone's screen at its smallest, and of a desktop's at 400 %. */
const narrowest = 320;

const mailUrl = process.env.MAIL_URL ?? "http://localhost:8025";

export const test = base.extend<Fixtures & { market: Locale }>({
  market: ["en-US", { option: true }],
  locale: async ({ market }, use) => use(requireMarket(market).locale),
  t: async ({ locale }, use) => use(wordsOf(locale)),
  watch: [
    async ({ context }, use) => {
      const watch = await watchPages(context);
      await use(watch);
      expect(await watch.end()).toEqual([]);
    },
    { auto: true },
  ],
  mail: async ({ request }, use) => {
    await use(async (to, atLeast = 1) => {
      let mails: Mail[] = [];
      await expect
        .poll(
          async () => {
            const list: { id: string }[] = await (
              await request.get(`${mailUrl}/api/email?to=${encodeURIComponent(to)}`)
            ).json();
            mails = await Promise.all(
              list.map(async ({ id }) => (await request.get(`${mailUrl}/api/email/${id}`)).json()),
            );
            return mails.length;
          },
          { timeout: 20_000, message: `mail to ${to}` },
        )
        .toBeGreaterThanOrEqual(atLeast);
      return mails;
    });
  },
});

export { expect };

/** WCAG 2.2 A and AA, as far as a machine can see; of a part alone where it lies over the rest. */
export async function expectAccessible(page: Page, part = "html"): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  await expectNoViolation(page, new AxeBuilder({ page }).include(part).withTags(tags));
}

/** The dark colours of a page that is fit otherwise: they are all that changes. */
async function expectReadableInTheDark(page: Page, part = "html"): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  // Colors on their way are neither the light nor the dark ones.
  await page.evaluate(async () => {
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
  const rules = ["color-contrast", "link-in-text-block"];
  await expectNoViolation(page, new AxeBuilder({ page }).include(part).withRules(rules));
  await page.emulateMedia({ colorScheme: "light" });
}

/** Nothing has to be scrolled sideways on the narrowest of screens (WCAG 1.4.10). */
export async function expectNarrow(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: narrowest, height: 640 });
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(width, `width of ${page.url()}`).toBeLessThanOrEqual(narrowest);
  if (size) await page.setViewportSize(size);
}

/** Whatever a machine can see of a page: in light, in the dark, and at its narrowest. */
export async function expectFit(page: Page, { part = "html", dark = true } = {}): Promise<void> {
  await expectAccessible(page, part);
  if (dark) await expectReadableInTheDark(page, part);
  await expectNarrow(page);
}

async function expectNoViolation(page: Page, look: AxeBuilder): Promise<void> {
  // No page has frames, and only for those would each look open a page of its own.
  const { violations } = await look.setLegacyMode().analyze();
  expect(
    violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map((node) => node.target.join(" ")).slice(0, 5),
    })),
    `axe on ${page.url()}`,
  ).toEqual([]);
}

/** A mail address nobody else in this run uses. */
export const freshEmail = (name: string): string =>
  `${name}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 7)}@example.com`;
