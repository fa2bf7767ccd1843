import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { type Locale, requireMarket } from "../lib/i18n/markets";
import { wordsOf } from "./words";

/** What a page did that it should not: each journey ends with none of it. */
interface Watch {
  faults: string[];
  /** Expected by the journey: a page that is meant not to be there. */
  allow(pattern: RegExp): void;
}

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

const mailUrl = process.env.MAIL_URL ?? "http://localhost:8025";

export const test = base.extend<Fixtures & { market: Locale }>({
  market: ["en-US", { option: true }],
  locale: async ({ market }, use) => use(requireMarket(market).locale),
  t: async ({ locale }, use) => use(wordsOf(locale)),
  watch: [
    async ({ page }, use) => {
      const faults: string[] = [];
      const allowed: RegExp[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(`console ${message.type()}: ${message.text()} (${page.url()})`);
      });
      page.on("pageerror", (error) => faults.push(`script error: ${error.message} (${page.url()})`));
      page.on("requestfailed", (request) => {
        // A navigation away drops what is under way; that is no fault of the page.
        if (request.failure()?.errorText !== "net::ERR_ABORTED")
          faults.push(`request failed: ${request.url()} ${request.failure()?.errorText}`);
      });
      page.on("response", (response) => {
        if (response.status() >= 400) faults.push(`answer ${response.status()}: ${response.url()}`);
      });
      await page.addInitScript(() => {
        const shifts = { total: 0, moved: [] as string[] };
        Object.assign(window, { layoutShifts: shifts });
        new PerformanceObserver((list) => {
          type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Node }[] };
          for (const entry of list.getEntries() as Shift[]) {
            if (entry.hadRecentInput) continue;
            shifts.total += entry.value;
            for (const { node } of entry.sources)
              shifts.moved.push(node instanceof Element ? node.outerHTML.slice(0, 100) : "");
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      const goTo = page.goto.bind(page);
      page.goto = async (...destination) => {
        const reply = await goTo(...destination);
        await page.waitForFunction(isAwake);
        return reply;
      };
      await use({ faults, allow: (pattern) => allowed.push(pattern) });
      expect(faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)))).toEqual([]);
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

/**
 * A page's scripts begin after its first paint. What is clicked before works without them, and elsewhere: a journey means
 * the page that is awake. In the browser; true of what is no page of ours.
 */
export const isAwake = (): boolean =>
  !("__next_f" in window) ||
  [...document.querySelectorAll("main")].some((main) =>
    Object.keys(main).some((key) => key.startsWith("__reactFiber")),
  );

/** How much of the page has jumped since it was opened. */
export async function expectNoLayoutShift(page: Page): Promise<void> {
  const { total, moved } = await page.evaluate(
    () =>
      (window as unknown as { layoutShifts?: { total: number; moved: string[] } }).layoutShifts ?? {
        total: 0,
        moved: [],
      },
  );
  expect(total, `layout shift on ${page.url()} of ${moved.join(" | ")}`).toBeLessThanOrEqual(0.02);
}

/** WCAG 2.2 A and AA, as far as a machine can see; of a part alone where it lies over the rest. */
export async function expectAccessible(page: Page, part = "html"): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  await expectNoViolation(page, new AxeBuilder({ page }).include(part).withTags(tags));
}

/** The dark colours of a page that is fit otherwise: they are all that changes. */
export async function expectReadableInTheDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  // Colors on their way are neither the light nor the dark ones.
  await page.evaluate(async () => {
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
  await expectNoViolation(page, new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]));
  await page.emulateMedia({ colorScheme: "light" });
}

async function expectNoViolation(page: Page, look: AxeBuilder): Promise<void> {
  const { violations } = await look.analyze();
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
