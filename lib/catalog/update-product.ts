import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffContext } from "@/lib/auth/staff-actor";
import { cutText } from "@/lib/core/cut-text";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { enqueue } from "@/lib/jobs/queue";
import { pickTexts } from "./pick-texts";
import { slugOf } from "./slug";
import { type ProductEdit, type TouchError, touchProduct } from "./touch-product";

export interface ProductChange extends ProductEdit {
  /** New titles by language; the slug follows, and the old address redirects. */
  titles?: Partial<Record<Language, string>>;
  status?: "draft" | "active" | "archived";
}

export type UpdateProductError = TouchError | { code: "title_empty" } | { code: "not_ready" };

const titleMax = 200;

/** Renames, publishes or withdraws a merchant's product. Lists and pages follow by the job queued here. */
export async function updateProduct(
  db: Db,
  staff: StaffContext,
  change: ProductChange,
): Promise<Result<null, UpdateProductError>> {
  const titles = languageCodes.flatMap((language) => {
    const title = change.titles?.[language];
    return title === undefined ? [] : [{ language, title: cutText(title.trim(), titleMax) }];
  });
  if (titles.some(({ title }) => title === "")) return err({ code: "title_empty" });
  const { productId, status } = change;
  return inTransaction(db, async (tx) => {
    if (status === "active" && (await isUnready(tx, staff.merchantId, productId))) return err({ code: "not_ready" });
    const touched = await touchProduct(tx, staff, change);
    if (!touched.ok) return touched;
    for (const title of titles) await writeTitle(tx, productId, title);
    if (status) await tx.product.update({ where: { productId, merchantId: staff.merchantId }, data: { status } });
    if (status === "active")
      await tx.product.updateMany({ where: { productId, publishedAt: null }, data: { publishedAt: staff.now } });
    await recordAudit(tx, staff, {
      action: "product.update",
      subject: productId,
      data: {
        titles: Object.fromEntries(titles.map(({ language, title }) => [language, title])),
        ...(status ? { status } : {}),
      },
    });
    await enqueue(tx, "catalog.index", { productId }, { key: productId });
    return ok(null);
  });
}

/** A page needs words and a price. What is not the merchant's is not unready: it isn't there. */
async function isUnready(tx: Tx, merchantId: string, productId: string): Promise<boolean> {
  const own = await tx.product.findFirst({
    where: { productId, merchantId },
    select: {
      translations: { take: 1, select: { language: true } },
      variants: { take: 1, where: { prices: { some: { productId } } }, select: { variantId: true } },
    },
  });
  return own !== null && (own.translations.length === 0 || own.variants.length === 0);
}

/** In a language that had no translation yet, the other words start as a copy of those shown there until now. */
async function writeTitle(
  tx: Tx,
  productId: string,
  { language, title }: { language: Language; title: string },
): Promise<void> {
  const texts = await tx.productTranslation.findMany({
    where: { productId },
    select: { language: true, title: true, headline: true, descriptionHtml: true, specs: true },
  });
  const own = texts.find((text) => text.language === language);
  if (own?.title === title) return;
  const shown = pickTexts(texts, language);
  await tx.productTranslation.upsert({
    where: { productId_language: { productId, language } },
    update: { title, slug: slugOf(title, "product") },
    create: {
      productId,
      language,
      title,
      slug: slugOf(title, "product"),
      headline: shown?.headline ?? "",
      descriptionHtml: shown?.descriptionHtml ?? "",
      specs: shown?.specs ?? [],
    },
  });
}
