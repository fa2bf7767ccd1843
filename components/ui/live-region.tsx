/** Says a change to those who can't see it. It must stand in the page, empty, before it speaks. */
export function LiveRegion({ message, className = "sr-only" }: { message: string; className?: string }) {
  return (
    <p role="status" aria-live="polite" className={className}>
      {message}
    </p>
  );
}
