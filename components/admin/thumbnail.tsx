import { Package } from "lucide-react";
import Image from "next/image";
import { pictureUrl } from "@/lib/media/picture-url";

interface ThumbnailProps {
  imageKey: string | null;
  hue: number | null;
  size?: number;
}

/** A product's picture beside its title, which says what it is. */
export function Thumbnail({ imageKey, hue, size = 44 }: ThumbnailProps) {
  return (
    <span
      className="tile grid shrink-0 place-items-center rounded-[12px]! text-faint"
      style={{ "--hue": hue ?? 75, width: size, height: size }}
    >
      {imageKey ? (
        <Image src={pictureUrl(imageKey)} alt="" width={size} height={size} className="size-full object-contain" />
      ) : (
        <Package aria-hidden size={size / 2} strokeWidth={1.25} />
      )}
    </span>
  );
}
