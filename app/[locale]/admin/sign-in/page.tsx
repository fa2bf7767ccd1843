import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Logo } from "@/components/layout/logo";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormField } from "@/components/ui/form-fields";
import { auth } from "@/lib/auth/auth";
import { safeReturnPath } from "@/lib/auth/return-path";
import { pageMarket } from "../../page-market";
import { signIn } from "./actions";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("admin");
  return { title: t("signIn.title") };
}

/** The one page of the back room that anyone may see. */
export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ returnTo?: string | string[] }>;
}) {
  const { locale } = await pageMarket();
  const returnTo = safeReturnPath((await searchParams).returnTo, locale);
  if (await auth()) redirect(returnTo);
  const t = await getTranslations("admin");
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[440px] content-center gap-8 px-[18px] py-12">
      <Logo locale={locale} label={t("toShop")} />
      <div>
        <h1 className="display text-display-34">{t("signIn.title")}</h1>
        <p className="mt-2 text-soft">{t("signIn.text")}</p>
      </div>
      <ActionForm action={signIn.bind(null, locale)} className="grid gap-5">
        <input type="hidden" name="returnTo" value={returnTo} />
        <FormField id="email" name="email" type="email" label={t("signIn.email")} autoComplete="username" required />
        <FormField
          id="password"
          name="password"
          type="password"
          label={t("signIn.password")}
          autoComplete="current-password"
          required
        />
        <FormMessage />
        <FormSubmit className="button-ink w-full">{t("signIn.submit")}</FormSubmit>
      </ActionForm>
    </main>
  );
}
