import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { regionName } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { Maker } from "@/lib/merchants/read-maker";
import { StagePicture } from "./stage-picture";

/** The maker of the month, in their own words. */
export async function MakerStage({ locale, maker }: { locale: Locale; maker: Maker }) {
  const t = await getTranslations("home");
  const { name, city, country } = maker;
  const [large, small] = maker.pictures;
  return (
    <section aria-labelledby="maker" className="wrap section">
      <div
        className="tile grid items-center gap-x-6 p-7 sm:p-10 md:grid-cols-2 lg:p-13"
        style={{ "--hue": large?.hue ?? 150 }}
      >
        <div className="z-10">
          <p className="text-sm font-semibold text-good">{t("maker")}</p>
          <h2 id="maker" className="display mt-3 text-display-28">
            {maker.about}
          </h2>
          <p className="mt-4 max-w-[26rem] text-base text-soft">
            {t("makerFrom", { name, city, country: regionName(country, locale) })}
          </p>
          <Link href={`/${locale}/search?q=${encodeURIComponent(name)}`} prefetch={false} className="button-ink mt-7">
            {t("makerMeet", { name })}
          </Link>
        </div>
        <div className="flex items-end justify-center -my-8 max-md:-mb-12 max-md:mt-0">
          {large ? (
            <StagePicture picture={plain(large)} sizes="(min-width: 768px) 380px, 60vw" className="w-[72%] max-w-110" />
          ) : null}
          {small ? (
            <StagePicture
              picture={plain(small)}
              sizes="(min-width: 768px) 240px, 38vw"
              className="-ms-[16%] w-[44%] max-w-68"
            />
          ) : null}
        </div>
      </div>
    </section>
  );
}

const plain = (picture: { key: string; hue: number | null }) => ({ ...picture, width: 1000, height: 1000, alt: "" });
