"use client";

import Link from "next/link";
import { useEffect, useState } from "react";

/** A product as the browser remembers it. */
export interface SeenProduct {
  productId: string;
  locale: string;
  href: string;
  title: string;
  price: string;
  hue: number;
  image: { src: string; photograph: boolean } | null;
}

const storeKey = "seen";
const keptMax = 12;
const shownMax = 6;

/** What this browser looked at before, most recent first. Kept in the browser, told to no one. */
export function RecentlyViewed({ current, title }: { current: SeenProduct; title: string }) {
  const [seen, setSeen] = useState<SeenProduct[]>([]);

  useEffect(() => {
    const before = readSeen().filter(({ productId }) => productId !== current.productId);
    setSeen(before.filter(({ locale }) => locale === current.locale).slice(0, shownMax));
    writeSeen([current, ...before].slice(0, keptMax));
  }, [current]);

  if (seen.length === 0) return null;
  return (
    <section aria-label={title} className="section">
      <h2 className="display text-display-28">{title}</h2>
      <ul className="mt-6 grid grid-cols-3 gap-x-4 gap-y-7 md:grid-cols-6">
        {seen.map(({ productId, href, title: name, price, hue, image }) => (
          <li className="group relative min-w-0" key={productId}>
            <span
              className={`relative block aspect-square overflow-hidden rounded-card! ${image?.photograph ? "bg-sunken" : "tile"}`}
              style={{ "--hue": hue }}
            >
              {image ? (
                <img
                  alt=""
                  className={`absolute inset-0 size-full ${image.photograph ? "object-cover" : "object-contain"}`}
                  height={200}
                  loading="lazy"
                  src={image.src}
                  width={200}
                />
              ) : null}
            </span>
            <Link
              className="mt-2 line-clamp-2 text-sm font-semibold group-hover:underline after:absolute after:inset-0 after:rounded-card"
              href={href}
              prefetch={false}
            >
              {name}
            </Link>
            <span className="text-sm text-soft tabular-nums">{price}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Storage may be off, full or of an older shape: then nothing was seen. */
function readSeen(): SeenProduct[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storeKey) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isSeen) : [];
  } catch {
    return [];
  }
}

function writeSeen(seen: SeenProduct[]): void {
  try {
    localStorage.setItem(storeKey, JSON.stringify(seen));
  } catch {
    // Nothing depends on it.
  }
}

function isSeen(each: unknown): each is SeenProduct {
  if (typeof each !== "object" || each === null) return false;
  const record = new Map<string, unknown>(Object.entries(each));
  const image = record.get("image");
  return (
    ["productId", "locale", "href", "title", "price"].every((key) => typeof record.get(key) === "string") &&
    String(record.get("href")).startsWith("/") &&
    typeof record.get("hue") === "number" &&
    (image === null || (typeof image === "object" && "src" in image && typeof image.src === "string"))
  );
}
