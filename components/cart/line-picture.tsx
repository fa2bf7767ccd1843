import { ProductImage } from "@/components/catalog/product-image";
import type { Picture } from "@/lib/catalog/product";

/** A small picture beside its title, which says already what it shows. */
export function LinePicture({ picture, hue, className }: { picture: Picture | null; hue: number; className: string }) {
  return (
    <span className={`relative block shrink-0 overflow-hidden rounded-field ${className}`}>
      <ProductImage picture={picture && { ...picture, alt: "" }} hue={hue} sizes="112px" place="thumb" />
    </span>
  );
}
