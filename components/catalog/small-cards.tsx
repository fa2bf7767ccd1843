import Link from "next/link";
import type { ReactNode } from "react";
import { NoPicture } from "./no-picture";
import type { SmallCard } from "./small-card";

interface SmallCardsProps {
  title: string;
  products: SmallCard[];
  /** So many are on their way: their places are kept. */
  expected?: number;
  /** Beside the title. */
  action?: ReactNode;
}

/** A row of small products that the browser asked for. */
export function SmallCards({ title, products, expected = 0, action }: SmallCardsProps) {
  const empty = products.length === 0 ? expected : 0;
  if (products.length + empty === 0) return null;
  return (
    <section aria-label={title} className="section">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <h2 className="display text-display-28">{title}</h2>
        {action}
      </div>
      <ul aria-busy={empty > 0} className="mt-6 grid grid-cols-3 gap-x-4 gap-y-7 md:grid-cols-6">
        {products.map(({ productId, href, title: name, price, hue, image }) => (
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
              ) : (
                <NoPicture hue={hue} size={28} />
              )}
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
        {Array.from({ length: empty }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: positions never change in a skeleton
          <li aria-hidden className="min-w-0" key={index}>
            <div className="aspect-square skeleton rounded-card!" />
            <div className="mt-2 h-10 skeleton" />
            <div className="mt-1 h-4 w-1/3 skeleton" />
          </li>
        ))}
      </ul>
    </section>
  );
}
