import Link from "next/link";
import { getTranslations } from "next-intl/server";

/** Where the things went of a shopper who came back from the payment page. */
export async function WaitingOrder({ number, href }: { number: string; href: string }) {
  const t = await getTranslations("cart");
  return (
    <p className="mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-field bg-sunken py-3 ps-5 pe-3 text-md">
      <span>{t("waiting", { number })}</span>
      <Link href={href} prefetch={false} className="button-ink min-h-11 px-5 text-sm">
        {t("waitingLink")}
      </Link>
    </p>
  );
}
