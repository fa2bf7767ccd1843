import { type Html, html } from "./html.ts";
import type { Language } from "./messages.ts";
import { style } from "./style.ts";

/** Every page says at its very top what it is. */
export function layout(language: Language, title: string, content: Html): string {
  const page = html`<!doctype html>
<html lang="${language.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Sandbox</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header class="notice">${language.say("sandbox")} <span>· ${language.say("sandboxHint")}</span></header>
<main>${content}</main>
</body>
</html>
`;
  return page.markup;
}
