import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ProductCard } from "@/lib/catalog/product";
import type { Locale } from "@/lib/i18n/markets";
import { StagePicture } from "./stage-picture";

/** The shop window: one thing, large. Its picture leads to it. */
export async function Hero({ locale, product }: { locale: Locale; product: ProductCard | undefined }) {
  const t = await getTranslations("home");
  return (
    <section
      className="tile relative isolate flex min-h-[27rem] flex-col p-7 sm:p-10 lg:min-h-[32rem] lg:p-13"
      style={{ "--hue": product?.hue ?? 60 }}
    >
      <div className="z-10 max-w-[34rem] lg:my-auto">
        <p className="eyebrow">{t("heroEyebrow")}</p>
        <h1 className="display mt-4 text-display-34 min-[24rem]:text-display-46 sm:text-display-52 xl:text-display-76">
          {t("heroTitle")}
        </h1>
        <p className="mt-5 max-w-[24rem] text-base text-soft sm:text-lg">{t("heroText")}</p>
        <div className="mt-7 flex flex-wrap gap-3">
          <Link href={`/${locale}/search?sort=newest`} prefetch={false} className="button-ink">
            {t("heroNew")}
          </Link>
          <Link href={`/${locale}/search?sort=best-selling`} prefetch={false} className="button-outline">
            {t("heroBest")}
          </Link>
        </div>
      </div>
      {product?.picture ? (
        <Link
          href={`/${locale}${product.path}`}
          prefetch={false}
          aria-label={product.title}
          className="mx-auto -mt-6 -mb-16 block w-full max-w-[21rem] sm:absolute sm:-end-12 sm:bottom-0 sm:-mb-14 sm:w-[62%] sm:max-w-[37rem] lg:-end-20"
        >
          <StagePicture
            picture={{ ...product.picture, alt: "" }}
            sizes="(min-width: 640px) 590px, 80vw"
            priority
            className="w-full"
          />
        </Link>
      ) : null}
    </section>
  );
}
