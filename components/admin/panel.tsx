import type { ReactNode } from "react";

/** A card of the back room with its heading and, at its end, a link or a remark. */
export function Panel({
  title,
  aside,
  children,
  className = "",
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={`panel p-5 md:p-6 ${className}`}>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-base font-semibold">{title}</h2>
        {aside ? <div className="text-sm text-soft">{aside}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** When there is nothing to show: what it means, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-2 px-4 py-10 text-center">
      <p className="font-semibold">{title}</p>
      {children ? <div className="max-w-md text-sm text-balance text-soft">{children}</div> : null}
    </div>
  );
}

/** A card that a list fills from edge to edge. */
export function ListPanel({ children }: { children: ReactNode }) {
  return <div className="panel overflow-clip py-1">{children}</div>;
}
