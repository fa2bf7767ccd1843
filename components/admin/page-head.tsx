import type { ReactNode } from "react";
import { BackLink } from "@/components/ui/back-link";

interface PageHeadProps {
  title: string;
  /** The list that the page's subject stands in. */
  back?: { href: string; title: string };
  /** A sentence or two on what the page is for. */
  intro?: string;
  children?: ReactNode;
}

/** A page's heading and, at its end, what can be done. */
export function PageHead({ title, back, intro, children }: PageHeadProps) {
  return (
    <>
      {back ? (
        <div className="mb-2">
          <BackLink href={back.href}>{back.title}</BackLink>
        </div>
      ) : null}
      <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="display min-w-0 text-display-28 md:text-display-34">{title}</h1>
        {children}
      </div>
      {intro ? <p className="-mt-3 mb-6 max-w-2xl text-sm text-soft">{intro}</p> : null}
    </>
  );
}
