import type { getTranslations } from "next-intl/server";
import type { KeptRemark } from "@/lib/catalog/import/desk/list-remarks";

/** Those that say something else where nothing was found. */
const bare = { option_name_missing: "option_name_missing_bare", variant_repeated: "variant_repeated_bare" } as const;

type Words = Awaited<ReturnType<typeof getTranslations<"imports">>>;

/** Why a line of a file was left out, or what was put right in it, as a sentence. */
export function sayRemark(t: Words, { code, found, ...remark }: KeptRemark): string {
  const words = { column: remark.column, found, about: remark.about };
  if (found === "" && (code === "option_name_missing" || code === "variant_repeated"))
    return t(`remarks.${bare[code]}`, words);
  return t(`remarks.${code}`, words);
}
