import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, expect, it, vi } from "vitest";
import GlobalError from "@/app/global-error";
import de from "@/messages/de/fault.json";
import en from "@/messages/en/fault.json";
import ja from "@/messages/ja/fault.json";

afterEach(() => vi.unstubAllGlobals());

const at = (pathname: string) => {
  vi.stubGlobal("location", { pathname });
  return renderToStaticMarkup(<GlobalError error={new Error("it fails")} />);
};

it.each([
  ["/de-DE/checkout", "de", de.title, de.text, 'href="/de-DE"'],
  ["/ja-JP/admin/orders", "ja", ja.title, ja.deskText, 'href="/ja-JP/admin"'],
  ["/en-GB", "en", en.title, en.text, 'href="/en-GB"'],
  ["/nowhere/admin", "en", en.title, en.text, 'href="/"'],
])("a page that failed at %s speaks %s, and says so", (pathname, language, ...words) => {
  const page = at(pathname);
  for (const said of [`<html lang="${language}">`, ...words]) expect(page).toContain(said);
});
