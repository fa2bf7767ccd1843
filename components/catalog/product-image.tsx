import type { Picture } from "@/lib/catalog/product";
import { imageSource } from "./image-source";
import { NoPicture } from "./no-picture";

interface ProductImageProps {
  picture: Picture | null;
  hue: number;
  sizes: string;
  place?: "card" | "thumb";
  /** Only for the picture that is the page's largest paint. */
  priority?: boolean;
}

/** A picture on its tile: transparent ones stand on a ground of the product's hue, photographs fill it. */
export function ProductImage({ picture, hue, sizes, place = "card", priority = false }: ProductImageProps) {
  if (!picture) return <NoPicture hue={hue} />;
  const photograph = picture.hue === null;
  return (
    <span className={`absolute inset-0 ${photograph ? "bg-sunken" : "tile"}`} style={{ "--hue": picture.hue ?? hue }}>
      <img
        {...imageSource(picture, sizes, place)}
        alt={picture.alt}
        className={`absolute inset-0 size-full ${photograph ? "object-cover" : "object-contain"}`}
        decoding="async"
        fetchPriority={priority ? "high" : undefined}
        loading={priority ? "eager" : "lazy"}
      />
    </span>
  );
}
