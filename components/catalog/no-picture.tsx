import { Package } from "lucide-react";

/** Stands where a product's picture would, on the same tile; fills what holds it. */
export function NoPicture({ hue, size = 40 }: { hue: number; size?: number }) {
  return (
    <span className="tile absolute inset-0 grid place-items-center text-faint" style={{ "--hue": hue }}>
      <Package aria-hidden size={size} strokeWidth={1.25} />
    </span>
  );
}
