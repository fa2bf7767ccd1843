import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { absoluteUrl } from "@/lib/i18n/alternates";
import { TrailData } from "./trail-data";

it("a page tells search engines the way to it, itself last, and no name closes the element", () => {
  const crumbs = [{ name: "Home", href: "/en-US" }, { name: "Tea </script>" }];
  const html = renderToStaticMarkup(<TrailData crumbs={crumbs} here="/en-US/c/tea" />);
  const [, json = ""] = /^<script type="application\/ld\+json">(.*)<\/script>$/.exec(html) ?? [];
  expect(json).not.toContain("</script>");
  expect(JSON.parse(json).itemListElement).toEqual([
    { "@type": "ListItem", position: 1, name: "Home", item: absoluteUrl("/en-US") },
    { "@type": "ListItem", position: 2, name: "Tea </script>", item: absoluteUrl("/en-US/c/tea") },
  ]);
});
