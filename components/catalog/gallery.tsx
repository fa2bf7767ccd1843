"use client";

import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { showsVariant } from "@/lib/catalog/choose-variant";
import type { GalleryPicture } from "./gallery-pictures";
import { imageSource } from "./image-source";
import { useChoice } from "./product-choice";

export interface GalleryLabels {
  pictures: string;
  /** With `{number}`. */
  show: string;
  enlarge: string;
  close: string;
  previous: string;
  next: string;
  zoom: string;
}

interface GalleryProps {
  pictures: GalleryPicture[];
  /** Ground of a picture without its own. */
  hue: number;
  labels: GalleryLabels;
}

const slideSizes = "(min-width: 1384px) 620px, (min-width: 1024px) 46vw, 100vw";

/** Most shoppers never enlarge a picture: its script comes with the first click. */
const GalleryDialog = lazy(() => import("./gallery-dialog"));

/** Slides that snap: swiped on a phone, led by thumbnails on a wide screen, enlarged by a click. */
export function Gallery({ pictures, hue, labels }: GalleryProps) {
  const { variant } = useChoice();
  const fitting = pictures.filter(({ options }) => showsVariant(options, variant.options));
  const shown = fitting.length > 0 ? fitting : pictures;
  const [at, setAt] = useState(0);
  const [enlarged, setEnlarged] = useState(false);
  const strip = useRef<HTMLUListElement>(null);
  const first = shown[0]?.key;

  // Another colour, other pictures: begin with its first.
  useEffect(() => {
    if (first) strip.current?.scrollTo({ left: 0 });
  }, [first]);

  function scrollTo(index: number) {
    strip.current?.children[index]?.scrollIntoView({ block: "nearest", inline: "start", behavior: "smooth" });
  }

  return (
    <section
      aria-label={labels.pictures}
      className={shown.length > 1 ? "lg:grid lg:grid-cols-[72px_minmax(0,1fr)] lg:gap-5" : ""}
    >
      {shown.length > 1 ? (
        <ul className="hidden flex-col gap-3 lg:flex noscript:lg:invisible">
          {shown.map((picture, index) => (
            <li key={picture.key}>
              <button
                aria-current={index === at}
                aria-label={labels.show.replace("{number}", String(index + 1))}
                className="tile block size-[72px] rounded-[18px]! outline-offset-3 aria-[current=true]:outline-2 aria-[current=true]:outline-ink focus-visible:outline-2 focus-visible:outline-dashed"
                onClick={() => scrollTo(index)}
                style={{ "--hue": picture.hue ?? hue }}
                type="button"
              >
                <img
                  {...imageSource(picture, "72px", "thumb")}
                  alt=""
                  className={`size-full ${picture.hue === null ? "object-cover" : "object-contain"}`}
                  loading="lazy"
                />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="relative min-w-0">
        <ul
          className="-mx-[var(--gutter)] flex snap-x snap-mandatory [scrollbar-width:none] overflow-x-auto overscroll-x-contain lg:mx-0 lg:rounded-tile [&::-webkit-scrollbar]:hidden"
          onScroll={({ currentTarget }) =>
            setAt(Math.round(Math.abs(currentTarget.scrollLeft) / currentTarget.clientWidth))
          }
          ref={strip}
        >
          {shown.map((picture, index) => (
            <li className="relative aspect-square w-full shrink-0 snap-start sm:max-lg:aspect-[4/3]" key={picture.key}>
              <button
                aria-label={labels.enlarge.replace("{number}", String(index + 1))}
                className="tile absolute inset-0 cursor-zoom-in rounded-none! -outline-offset-4! lg:rounded-tile!"
                onClick={() => setEnlarged(true)}
                style={{ "--hue": picture.hue ?? hue }}
                type="button"
              >
                <img
                  {...imageSource(picture, slideSizes, "slide")}
                  alt={picture.alt}
                  className={`absolute inset-0 size-full ${picture.hue === null ? "object-cover" : "object-contain"}`}
                  decoding={index === 0 ? undefined : "async"}
                  fetchPriority={index === 0 ? "high" : undefined}
                  loading={index === 0 ? "eager" : "lazy"}
                />
              </button>
            </li>
          ))}
        </ul>
        {shown.length > 1 ? (
          <div aria-hidden className="flex justify-center gap-1.5 py-3.5 lg:hidden">
            {shown.map(({ key }, index) => (
              <span
                className={`h-1.5 rounded-full transition-[width] ${index === at ? "w-5 bg-ink" : "w-1.5 bg-line"}`}
                key={key}
              />
            ))}
          </div>
        ) : null}
      </div>
      {enlarged ? (
        <Suspense>
          <GalleryDialog hue={hue} labels={labels} onClose={() => setEnlarged(false)} pictures={shown} start={at} />
        </Suspense>
      ) : null}
    </section>
  );
}
