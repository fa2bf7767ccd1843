import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, expect, it, vi } from "vitest";
import GlobalError from "@/app/global-error";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { loadFaultWords } from "@/lib/i18n/messages";
import en from "@/messages/en/fault.json";
import { FaultVoiceProvider } from "./fault";

afterEach(() => vi.unstubAllGlobals());

async function failAt(path: string, language: Language, direction = "ltr") {
  vi.stubGlobal("location", { pathname: `/${language}-US${path}` });
  return renderToStaticMarkup(
    <FaultVoiceProvider words={await loadFaultWords(language)} locale={`${language}-US`} direction={direction}>
      <GlobalError error={new Error("it fails")} />
    </FaultVoiceProvider>,
  );
}

it.each(languageCodes)("a page that failed speaks its language, %s, and says so", async (language) => {
  const words = await loadFaultWords(language);
  const page = await failAt("/checkout", language);
  for (const said of [`<html lang="${language}-US" dir="ltr">`, words.title, words.text, `href="/${language}-US"`])
    expect(page).toContain(said);
  expect(page).toContain(`<title>${words.title}</title>`);
});

it("in the back room it says nothing of a cart, and leads to the desk", async () => {
  const words = await loadFaultWords("ja");
  const page = await failAt("/admin/orders", "ja");
  for (const said of [words.title, words.deskText, 'href="/ja-US/admin"']) expect(page).toContain(said);
  expect(page).not.toContain(words.text);
});

it("runs from right to left where its page did", async () => {
  expect(await failAt("/", "en", "rtl")).toContain('<html lang="en-US" dir="rtl">');
});

it("speaks English where no layout came", () => {
  const page = renderToStaticMarkup(<GlobalError error={new Error("it fails")} />);
  for (const said of ['<html lang="en" dir="ltr">', en.title, 'href="/"']) expect(page).toContain(said);
});
