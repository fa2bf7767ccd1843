import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, expect, it, vi } from "vitest";
import GlobalError from "@/app/global-error";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { loadFaultWords } from "@/lib/i18n/messages";
import en from "@/messages/en/fault.json";

afterEach(() => vi.unstubAllGlobals());

const fail = () => renderToStaticMarkup(<GlobalError error={new Error("it fails")} />);

async function failAt(path: string, language: Language, dir = "ltr") {
  vi.stubGlobal("location", { pathname: `/${language}-US${path}` });
  vi.stubGlobal("document", {
    documentElement: { lang: `${language}-US`, dir },
    body: { dataset: { fault: JSON.stringify(await loadFaultWords(language)) } },
  });
  return fail();
}

it.each(languageCodes)("a page that failed speaks its language, %s, and says so", async (language) => {
  const words = await loadFaultWords(language);
  const page = await failAt("/checkout", language);
  for (const said of [`<html lang="${language}-US" dir="ltr">`, words.title, words.text, `href="/${language}-US"`])
    expect(page).toContain(said);
});

it("in the back room it says nothing of a cart, and leads to the desk", async () => {
  const words = await loadFaultWords("ja");
  const page = await failAt("/admin/orders", "ja");
  for (const said of [words.title, words.deskText, 'href="/ja-US/admin"']) expect(page).toContain(said);
  expect(page).not.toContain(words.text);
});

it("runs from right to left where its document did", async () => {
  expect(await failAt("/", "en", "rtl")).toContain('<html lang="en-US" dir="rtl">');
});

it("speaks English where no layout came", () => {
  vi.stubGlobal("document", { documentElement: { lang: "", dir: "" }, body: { dataset: {} } });
  for (const said of ['<html lang="en" dir="ltr">', en.title, 'href="/"']) expect(fail()).toContain(said);
});
