import { getImageProps } from "next/image";
import { pictureUrl } from "@/lib/media/picture-url";

/** A product's picture beside its title, which says what it is. */
export function Thumbnail({ imageKey, hue, size = 44 }: { imageKey: string | null; hue: number | null; size?: number }) {
  return (
    <span className="tile block shrink-0 rounded-[12px]!" style={{ "--hue": hue ?? 75, width: size, height: size }}>
      {imageKey ? <img {...getImageProps({ src: pictureUrl(imageKey), alt: "", width: size, height: size }).props} className="size-full object-contain" /> : null}
    </span>
  );
}
