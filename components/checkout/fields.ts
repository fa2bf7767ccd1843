import { getTranslations } from "next-intl/server";
import { jpPrefectures } from "@/lib/checkout/jp-prefectures";
import { type AddressField, addressFields, postalCodes } from "@/lib/checkout/schemas";
import { usStates } from "@/lib/checkout/us-states";
import { type Locale, requireMarket } from "@/lib/i18n/markets";

/** A field of the checkout as its region wants it. */
export interface CheckoutField {
  name: "email" | "name" | "line2" | AddressField;
  label: string;
  hint?: string;
  type: "email" | "text" | "select";
  autoComplete: string;
  inputMode?: "email" | "numeric" | "text";
  maxLength: number;
  /** Of six columns; a phone gives the narrow ones half. */
  columns: 2 | 3 | 4 | 6;
  options?: { value: string; label: string }[];
}

/** The visible fields in the order the country writes them, then the one that stays folded. */
export async function checkoutFields(locale: Locale): Promise<{ shown: CheckoutField[]; folded: CheckoutField }> {
  const { region } = requireMarket(locale);
  const t = await getTranslations({ locale, namespace: "checkout.fields" });
  const digits = region !== "GB";
  const address: Record<AddressField, CheckoutField> = {
    line1: {
      name: "line1",
      label: t("line1", { region }),
      type: "text",
      autoComplete: "address-line1",
      maxLength: 160,
      columns: 6,
    },
    city: {
      name: "city",
      label: t("city", { region }),
      type: "text",
      autoComplete: "address-level2",
      maxLength: 100,
      columns: region === "DE" ? 4 : region === "GB" ? 3 : region === "JP" ? 6 : 2,
    },
    state: {
      name: "state",
      label: t("state", { region }),
      type: "select",
      autoComplete: "address-level1",
      maxLength: 2,
      columns: region === "JP" ? 3 : 2,
      options: states(locale),
    },
    postalCode: {
      name: "postalCode",
      label: t("postalCode", { region }),
      type: "text",
      autoComplete: "postal-code",
      inputMode: digits ? "numeric" : "text",
      maxLength: 20,
      columns: region === "GB" || region === "JP" ? 3 : 2,
    },
  };
  return {
    shown: [
      {
        name: "email",
        label: t("email"),
        hint: t("emailHint"),
        type: "email",
        autoComplete: "email",
        inputMode: "email",
        maxLength: 254,
        columns: 6,
      },
      { name: "name", label: t("name"), type: "text", autoComplete: "name", maxLength: 120, columns: 6 },
      ...addressFields[region].map((name) => address[name]),
    ],
    folded: {
      name: "line2",
      label: t("line2"),
      type: "text",
      autoComplete: "address-line2",
      maxLength: 160,
      columns: 6,
    },
  };
}

function states(locale: Locale): { value: string; label: string }[] {
  const { region, language } = requireMarket(locale);
  if (region === "US") return Object.entries(usStates).map(([value, label]) => ({ value, label }));
  if (region !== "JP") return [];
  // Numbers are keys that sort by themselves only from 10 on.
  return Object.entries(jpPrefectures)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([value, name]) => ({ value, label: language === "ja" ? name.ja : name.latin }));
}

/** The sentence for what is wrong with a field. */
export async function fieldError(
  locale: Locale,
  field: CheckoutField["name"] | "shippingMethod",
  code: string,
): Promise<string> {
  const { region } = requireMarket(locale);
  const t = await getTranslations({ locale, namespace: "checkout.errors" });
  if (field === "state") return t("state", { region });
  if (field === "postalCode") return t("postalCode", { region, example: postalCodes[region].example });
  if (field === "shippingMethod") return t("shippingMethod");
  if (code === "too_long") return t("tooLong");
  if (field === "email") return code === "required" ? t("requiredEmail") : t("email");
  if (field === "name") return t("requiredName");
  return field === "city" ? t("requiredCity") : t("requiredLine1");
}
