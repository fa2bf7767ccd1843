/**
 * An address as `formatAddress` writes it. Whoever typed it may have used any script, two lines may say the same, and one
 * may have no space to break at.
 */
export function AddressLines({ lines, className = "" }: { lines: readonly string[]; className?: string }) {
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines stay where they are, and may be alike
    <span key={index} className={`block wrap-anywhere ${className}`}>
      <bdi>{line}</bdi>
    </span>
  ));
}
