import { LinePicture } from "@/components/cart/line-picture";

/** Pictures of a snapshot have no measures of their own; on a tile they are square. */
const side = 640;

/** What was ordered, as it looked at the time. */
export function SnapshotPicture({
  line: { imageKey, imageHue },
}: {
  line: { imageKey: string | null; imageHue: number | null };
}) {
  return (
    <LinePicture
      picture={imageKey ? { key: imageKey, width: side, height: side, alt: "", hue: imageHue } : null}
      hue={imageHue ?? 75}
      className="size-16"
    />
  );
}
