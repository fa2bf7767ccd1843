"use client";

export function PrintButton({ label }: { label: string }) {
  return (
    <button type="button" onClick={() => window.print()} className="button-ink min-h-11! text-sm!">
      {label}
    </button>
  );
}
