const dotsMax = 5;

/** The colours a product comes in, as dots; the label says how many to those who can't see them. */
export function SwatchDots({ swatches, label }: { swatches: string[]; label: string }) {
  const hidden = swatches.length - dotsMax;
  return (
    <p className="mt-2 flex items-center gap-1.5">
      <span className="sr-only">{label}</span>
      {swatches.slice(0, dotsMax).map((swatch) => (
        <span
          aria-hidden
          className="size-4 rounded-full border border-ink/15 forced-color-adjust-none"
          key={swatch}
          style={{ backgroundColor: swatch }}
        />
      ))}
      {hidden > 0 ? (
        <span aria-hidden className="text-xs text-faint tabular-nums">
          +{hidden}
        </span>
      ) : null}
    </p>
  );
}
