import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";

export interface NamedProduct {
  productId: string;
  title: string;
  merchantName: string;
  imageKey: string | null;
  imageHue: number | null;
  /** Whether shoppers see it at all. */
  active: boolean;
}

const rows = z.array(
  z.object({
    productId: z.string(),
    title: z.string(),
    merchantName: z.string(),
    imageKey: z.string().nullable(),
    imageHue: z.number().nullable(),
    active: z.boolean(),
  }),
);

/** The products a rule names, also those that are not in the shop any more: a pin of one is to be seen and taken away. */
export async function readNamed(db: Db, productIds: readonly string[], language: Language): Promise<NamedProduct[]> {
  if (productIds.length === 0) return [];
  return rows.parse(
    await db.$queryRaw`
      select e.product_id as "productId", coalesce(t.title, e.handle) as title, e.merchant_name as "merchantName",
        e.image_key as "imageKey", e.image_hue as "imageHue", e.status = 'active' as active
      from catalog_entry e left join catalog_text t on t.product_id = e.product_id and t.language = ${language}
      where e.product_id = any(${[...productIds]}::uuid[])`,
  );
}
