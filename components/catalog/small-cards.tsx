import Link from "next/link";
import type { ReactNode } from "react";
import type { SeenProduct } from "./seen-store";

interface SmallCardsProps {
  title: string;
  products: SeenProduct[];
  /** Beside the title. */
  action?: ReactNode;
}

/** A row of small products, from what the browser knows of them. */
export function SmallCards({ title, products, action }: SmallCardsProps) {
  if (products.length === 0) return null;
  return (
    <section aria-label={title} className="section">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <h2 className="display text-display-28">{title}</h2>
        {action}
      </div>
      <ul className="mt-6 grid grid-cols-3 gap-x-4 gap-y-7 md:grid-cols-6">
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
