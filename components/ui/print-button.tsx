"use client";

/** Without script the browser's own menu prints as well. */
export function PrintButton({ children, className = "button-outline" }: { children: string; className?: string }) {
  return (
    <button type="button" className={`${className} print:hidden`} onClick={() => window.print()}>
      {children}
    </button>
  );
}
