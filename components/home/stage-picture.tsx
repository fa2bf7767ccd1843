import type { Picture } from "@/lib/catalog/product";
import { imageSource } from "../catalog/image-source";

/**
 * A picture on a stage wider than itself: a transparent one stands free and may lean over the edge, a photograph keeps
 * to a rounded frame.
 */
export function StagePicture({
  picture,
  sizes,
  priority = false,
  className = "",
}: {
  picture: Picture;
  sizes: string;
  priority?: boolean;
  className?: string;
}) {
  return (
    <img
      {...imageSource(picture, sizes, "stage")}
      alt={picture.alt}
      className={`aspect-square ${picture.hue === null ? "rounded-tile object-cover" : "object-contain"} ${className}`}
      decoding="async"
      fetchPriority={priority ? "high" : undefined}
      loading={priority ? "eager" : "lazy"}
    />
  );
}
