/** The first thing a keyboard meets: past all that leads elsewhere, to what the page is about (`#main`). */
export function SkipLink({ children }: { children: string }) {
  return (
    <a href="#main" className="button-ink sr-only focus:not-sr-only focus:fixed! focus:start-4 focus:top-3 focus:z-50">
      {children}
    </a>
  );
}
