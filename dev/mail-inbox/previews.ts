import { globSync } from "node:fs";
import { env } from "../../lib/core/env";
import { isLocale, type Locale, locales } from "../../lib/i18n/markets";
import { samples, writeSample } from "../mail-samples/samples";
import { escapeHtml, layout } from "./layout";

export interface Preview {
  body: string;
  /** The mail itself, for a frame: it is shown as strictly as one that came in. */
  isMail: boolean;
}

/** Every template in every language, from an order that never was: `/previews[/<name>/<locale>[/html|text|phone]]`. */
export async function previews(name: string | undefined, tag = "", view = ""): Promise<Preview | null> {
  if (!name) return { body: indexPage(), isMail: false };
  if (!isLocale(tag)) return null;
  const mail = await writeSample(name, tag, pictures());
  if (!mail) return null;
  if (view === "html") return { body: `<!doctype html><base target="_blank">${mail.html}`, isMail: true };
  return { body: samplePage(name, tag, view, mail), isMail: false };
}

/** Some pictures of the shop's own, where it has drawn any. */
const pictures = (): string[] =>
  globSync("demo/*.png", { cwd: env().MEDIA_DIR })
    .toSorted()
    .filter((_, index) => index % 40 === 0)
    .slice(0, 3);

function indexPage(): string {
  const shown: Locale[] = ["en-US", "de-DE", "ja-JP"];
  const rows = Object.keys(samples).map((name) => {
    const links = shown.map((locale) => `<a href="/previews/${name}/${locale}">${locale}</a>`);
    return `<li><span class="subject">${name}</span> <span class="languages">${links.join(" ")}</span></li>`;
  });
  return layout(
    "Previews",
    `<a class="back" href="/">← All mail</a><h1>Every mail the shop sends</h1><ul class="previews">${rows.join("")}</ul>`,
  );
}

function samplePage(name: string, locale: Locale, view: string, mail: { subject: string; text: string }): string {
  const tab = (href: string, label: string, current: boolean) =>
    `<a href="${href}"${current ? ' aria-current="page"' : ""}>${label}</a>`;
  const here = `/previews/${name}/${locale}`;
  const tabs = [
    tab(here, "HTML", view === ""),
    tab(`${here}/phone`, "390 px", view === "phone"),
    tab(`${here}/text`, "Text", view === "text"),
  ];
  const rest = view ? `/${view}` : "";
  const languages = locales.map((each) => tab(`/previews/${name}/${each}${rest}`, each, each === locale));
  const frame = `<iframe title="The mail"${view === "phone" ? ' class="phone"' : ""} sandbox="allow-popups allow-popups-to-escape-sandbox" src="${here}/html"></iframe>`;
  return layout(
    name,
    `<a class="back" href="/previews">← All previews</a><h1>${escapeHtml(mail.subject)}</h1>
    <nav aria-label="Views">${tabs.join("")}</nav><nav aria-label="Markets">${languages.join("")}</nav>
    ${view === "text" ? `<pre>${escapeHtml(mail.text)}</pre>` : frame}`,
  );
}
