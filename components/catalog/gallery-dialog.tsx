"use client";

import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { sizedPictureUrl } from "@/lib/media/picture-url";
import type { GalleryLabels } from "./gallery";
import type { GalleryPicture } from "./gallery-pictures";
import { imageSource } from "./image-source";

interface GalleryDialogProps {
  pictures: GalleryPicture[];
  hue: number;
  start: number;
  labels: GalleryLabels;
  onClose: () => void;
}

const round =
  "grid size-11 place-items-center rounded-full bg-raised text-ink enabled:hover:bg-sunken disabled:opacity-40";

/** One picture over the whole window; a click doubles it and lets it be dragged about. */
export default function GalleryDialog({ pictures, hue, start, labels, onClose }: GalleryDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(Math.min(start, pictures.length - 1));
  const [doubled, setDoubled] = useState(false);
  const [loaded, setLoaded] = useState("");
  const picture = pictures[at];

  useEffect(() => dialog.current?.showModal(), []);

  function go(step: number) {
    setAt(Math.min(pictures.length - 1, Math.max(0, at + step)));
    setDoubled(false);
  }

  /** The arrow that points where the next picture stands. */
  function onKeyDown({ key, currentTarget }: KeyboardEvent) {
    const onward = currentTarget.matches(":dir(rtl)") ? "ArrowLeft" : "ArrowRight";
    if (key === "ArrowRight" || key === "ArrowLeft") go(key === onward ? 1 : -1);
  }

  if (!picture) return null;
  const large = sizedPictureUrl(picture.key, 1920);
  return (
    <dialog
      aria-label={labels.pictures}
      className="fixed inset-0 m-0 size-full max-h-none max-w-none overflow-hidden bg-paper p-0"
      onClose={onClose}
      onKeyDown={onKeyDown}
      ref={dialog}
    >
      <div className="size-full overflow-auto" style={{ "--hue": picture.hue ?? hue }}>
        <button
          aria-label={labels.zoom}
          className={`tile block rounded-none! ${doubled ? "size-[200%] cursor-zoom-out" : "size-full cursor-zoom-in"}`}
          onClick={() => setDoubled(!doubled)}
          type="button"
        >
          <span className="relative block size-full">
            {/* The slide is there already; it stands in until the large one is. */}
            {loaded === large ? null : (
              <img
                {...imageSource(picture, "100vw", "slide")}
                alt=""
                className="absolute inset-0 size-full object-contain"
              />
            )}
            <img
              alt={picture.alt}
              className={`absolute inset-0 size-full object-contain ${loaded === large ? "" : "opacity-0"}`}
              key={large}
              onLoad={() => setLoaded(large)}
              src={large}
            />
          </span>
        </button>
      </div>
      <button
        aria-label={labels.close}
        className={`${round} absolute end-4 top-4`}
        onClick={() => dialog.current?.close()}
        type="button"
      >
        <X aria-hidden size={22} />
      </button>
      {pictures.length > 1 ? (
        <div className="absolute inset-x-0 bottom-5 flex justify-center gap-3">
          <button
            aria-label={labels.previous}
            className={round}
            disabled={at === 0}
            onClick={() => go(-1)}
            type="button"
          >
            <ChevronLeft aria-hidden className="rtl:-scale-x-100" size={22} />
          </button>
          <button
            aria-label={labels.next}
            className={round}
            disabled={at === pictures.length - 1}
            onClick={() => go(1)}
            type="button"
          >
            <ChevronRight aria-hidden className="rtl:-scale-x-100" size={22} />
          </button>
        </div>
      ) : null}
    </dialog>
  );
}
