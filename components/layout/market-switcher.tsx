"use client";

import { useRef } from "react";
import { CloseGlyph } from "@/components/ui/close-glyph";
import { queryElsewhere } from "@/lib/search/query-elsewhere";
import { marketPanelId } from "./market-panel-id";

export interface MarketChoice {
  locale: string;
  /** Where it leads without script. */
  href: string;
  name: string;
  lang?: string;
  /** It charges in the same money as the page's market. */
  sameMoney: boolean;
  current: boolean;
}

/** Where this page is in another market: what its hreflang says, else the same path beneath the other locale. */
function addressIn(locale: string, sameMoney: boolean): string {
  const link = document.head.querySelector<HTMLLinkElement>(`link[rel="alternate"][hreflang="${locale}"]`);
  const here = location.pathname.split("/").slice(2).join("/");
  const path = link ? new URL(link.href).pathname : `/${locale}${here ? `/${here}` : ""}`;
  return path + queryElsewhere(location.search, { sameMoney }) + location.hash;
}

/**
 * Language and region, chosen apart. When the panel opens the links get the page's own addresses; without script the shop
 * finds them by where they were followed from. Nothing is remembered: the address is the choice.
 */
export function MarketSwitcher({
  languages,
  regions,
  labels,
}: {
  languages: MarketChoice[];
  regions: MarketChoice[];
  labels: { title: string; language: string; region: string; close: string };
}) {
  const panel = useRef<HTMLDivElement>(null);

  function address() {
    for (const link of panel.current?.querySelectorAll("a") ?? [])
      link.href = addressIn(link.dataset.locale ?? "", link.dataset.sameMoney !== undefined);
  }

  return (
    <div
      ref={panel}
      id={marketPanelId}
      popover="auto"
      role="dialog"
      aria-label={labels.title}
      className="market-panel"
      onBeforeToggle={address}
    >
      <div className="flex items-start justify-between gap-4">
        <p className="display text-display-28">{labels.title}</p>
        <button
          type="button"
          popoverTarget={marketPanelId}
          popoverTargetAction="hide"
          aria-label={labels.close}
          className="grid size-11 shrink-0 place-items-center rounded-full hover:bg-sunken"
        >
          <CloseGlyph />
        </button>
      </div>
      <Choices title={labels.language} choices={languages} />
      <Choices title={labels.region} choices={regions} />
    </div>
  );
}

function Choices({ title, choices }: { title: string; choices: MarketChoice[] }) {
  return (
    <section aria-label={title} className="mt-5">
      <p className="mb-2 text-sm font-semibold text-soft">{title}</p>
      <ul className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <li key={choice.locale}>
            <a
              href={choice.href}
              rel="nofollow"
              data-locale={choice.locale}
              data-same-money={choice.sameMoney ? "" : undefined}
              hrefLang={choice.locale}
              lang={choice.lang}
              aria-current={choice.current ? "true" : undefined}
              className="inline-flex min-h-11 items-center rounded-full border border-line px-4 text-md font-medium hover:border-ink aria-[current=true]:border-ink aria-[current=true]:bg-ink aria-[current=true]:text-paper"
            >
              {choice.name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
