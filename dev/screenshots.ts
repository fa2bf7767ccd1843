import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import sharp from "sharp";
import { addToCart, fillCheckout, goToPayment, openFirstProduct, payWith } from "../e2e/steps";
import { wordsOf } from "../e2e/words";
import type { Locale } from "../lib/i18n/markets";
import { environmentFor, findBrowser } from "./testing/find-browser";

/** `npm run screenshots`: the README's pictures, taken in the shop that is open at SHOP_URL. */
const shop = (process.env.SHOP_URL || "http://localhost:3000").replace(/\/$/, "");
const folder = path.resolve(import.meta.dirname, "../docs/screenshots");
const bytesMax = 400_000;

/** Two of the demo catalog's categories. */
const headphones = "c/audio/headphones";
const tea = "c/kitchen/tea-and-coffee";
const staff = {
  email: process.env.ADMIN_EMAIL ?? "admin@cartwright.example",
  password: process.env.ADMIN_PASSWORD ?? "cartwright-demo",
};

const { executablePath, libraryPath } = await findBrowser();
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
  env: definedOf(environmentFor(libraryPath)),
});
mkdirSync(folder, { recursive: true });
try {
  await browse();
  await lookOnPhone();
  await buy();
  await signIn();
} finally {
  await browser.close();
}

async function browse(): Promise<void> {
  const page = await open("en-US");
  await page.goto(`${shop}/en-US`);
  await take(page, "home");
  await page.goto(`${shop}/en-US/${headphones}`);
  await take(page, "category");
  await openProduct(page, headphones);
  await take(page, "product");
  await page.context().close();
}

async function lookOnPhone(): Promise<void> {
  const viewport = { width: 390, height: 844 };
  const page = await open("ja-JP", { viewport, colorScheme: "dark", isMobile: true, hasTouch: true });
  await openProduct(page, tea);
  const japanese = await page.locator("link[hreflang='ja-JP' i]").first().getAttribute("href");
  if (!japanese) throw new Error("The product's page does not name its Japanese one.");
  await page.goto(shop + new URL(japanese).pathname);
  await take(page, "product-ja-dark-phone");
  await page.context().close();
}

/** Two products bought and paid in the sandbox. */
async function buy(): Promise<void> {
  const locale = "en-US";
  const page = await open(locale);
  for (const category of [headphones, tea]) {
    await openProduct(page, category);
    await addToCart(page, wordsOf(locale));
  }
  await page.goto(`${shop}/${locale}/checkout`);
  await fillCheckout(page, locale, "mara@example.com");
  await page.locator("h1").click();
  await take(page, "checkout");
  await goToPayment(page);
  await payWith(page, "4242424242424242");
  await page.waitForURL(/\/orders\//);
  await page.getByRole("heading", { level: 1 }).filter({ hasText: "Mara" }).waitFor();
  await take(page, "order");
  await page.context().close();
}

async function signIn(): Promise<void> {
  const page = await open("en-US");
  await page.goto(`${shop}/en-US/admin`);
  await page.locator("input[name=email]").fill(staff.email);
  await page.locator("input[name=password]").fill(staff.password);
  await page.locator("form button[type=submit]").first().click();
  await page.waitForURL(/\/admin(?!\/sign-in)/);
  await take(page, "admin");
  await page.context().close();
}

async function openProduct(page: Page, category: string): Promise<void> {
  await page.goto(`${shop}/en-US/${category}`);
  await openFirstProduct(page);
}

async function open(locale: Locale, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1320, height: 900 },
    deviceScaleFactor: 1,
    locale,
    reducedMotion: "reduce",
    ...options,
  });
  return context.newPage();
}

/** What the window shows from its top, once its pictures and fonts are there. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    window.scrollTo({ top: 0, behavior: "instant" });
    const seen = [...document.images].filter((image) => {
      const { top, bottom, width } = image.getBoundingClientRect();
      return width > 0 && bottom > 0 && top < window.innerHeight;
    });
    await Promise.all([document.fonts.ready, ...seen.map((image) => image.decode().catch(() => undefined))]);
  });
  const picture = await shrink(await page.screenshot({ type: "png", animations: "disabled", caret: "hide" }));
  writeFileSync(path.join(folder, `${name}.png`), picture);
  console.log(`docs/screenshots/${name}.png  ${Math.round(picture.byteLength / 1024)} KB  ${page.url()}`);
}

/** Fewer colours where all of them would weigh too much for a README. */
async function shrink(picture: Buffer): Promise<Buffer> {
  for (const colours of [null, 256, 128, 64]) {
    const palette = colours ? { palette: true, colours, effort: 10 } : {};
    const made = await sharp(picture)
      .png({ compressionLevel: 9, ...palette })
      .toBuffer();
    if (made.byteLength < bytesMax) return made;
  }
  throw new Error(`A picture is larger than ${bytesMax} bytes even in 64 colours.`);
}

function definedOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
