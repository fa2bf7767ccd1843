"use client";

/** Without script the browser's own menu prints as well. */
export function PrintButton({ children }: { children: string }) {
  return (
    <button type="button" className="button-outline print:hidden" onClick={() => window.print()}>
      {children}
    </button>
  );
}
