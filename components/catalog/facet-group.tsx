import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";

/** A foldable group of filters. */
export function FacetGroup({ name, open, children }: { name: string; open: boolean; children: ReactNode }) {
  return (
    <details className="group/facet border-t border-line py-1.5" open={open}>
      <summary className="flex min-h-11 items-center justify-between gap-3 text-sm font-semibold">
        <span>{name}</span>
        <Minus aria-hidden className="hidden shrink-0 text-faint group-open/facet:block" size={16} />
        <Plus aria-hidden className="shrink-0 text-faint group-open/facet:hidden" size={16} />
      </summary>
      <fieldset className="min-w-0 pb-4">
        <legend className="sr-only">{name}</legend>
        {children}
      </fieldset>
    </details>
  );
}
