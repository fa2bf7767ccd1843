"use client";

import type { FormEvent, ReactNode } from "react";
import { LostNote } from "@/components/ui/lost-note";
import { useGuardedCall } from "@/components/ui/use-guarded-action";
import { cartChanged, lineRemoved, type RemovedLine } from "./cart-events";

export interface LineKey {
  locale: string;
  productId: string;
  variantId: string;
}

/**
 * A form of one button that changes a line. The server action is the form's own, so it works before any script has
 * come; with script the page stays where it is.
 */
export function LineForm({
  action,
  line,
  fields = {},
  removes,
  className,
  label,
  children,
}: {
  action: (form: FormData) => Promise<void>;
  line: LineKey;
  fields?: Record<string, string>;
  /** Given when the line leaves the cart: what it takes to put it back. */
  removes?: Pick<RemovedLine, "quantity" | "title">;
  className?: string;
  /** Said instead of the children where they alone would not tell which line is meant. */
  label?: string;
  children: ReactNode;
}) {
  const [pending, start, isLost] = useGuardedCall();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    start(async () => {
      await action(form);
      window.dispatchEvent(new CustomEvent(cartChanged));
      if (removes) window.dispatchEvent(new CustomEvent<RemovedLine>(lineRemoved, { detail: { ...line, ...removes } }));
    });
  }

  return (
    <form action={action} onSubmit={submit}>
      {Object.entries({ locale: line.locale, productId: line.productId, variantId: line.variantId, ...fields }).map(
        ([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ),
      )}
      <button type="submit" aria-label={label} disabled={pending} className={className}>
        {children}
      </button>
      <LostNote isLost={isLost} />
    </form>
  );
}
