"use client";

import { useEffect, useRef, useState } from "react";
import { LostNote } from "@/components/ui/lost-note";
import { useGuardedCall } from "@/components/ui/use-guarded-action";
import { addToCart } from "@/lib/cart/actions";
import { cartChanged, lineRemoved, type RemovedLine } from "./cart-events";

/**
 * Says which line is gone, and puts it back when that was a slip, as far as there is any left. `removed` and `gone` hold `#`
 * where the title goes.
 */
export function RemovalNotice({ labels }: { labels: { removed: string; undo: string; gone: string } }) {
  const [line, setLine] = useState<RemovedLine | null>(null);
  const [isGone, setGone] = useState(false);
  const [pending, start, isLost] = useGuardedCall();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const onRemoved = (event: Event) => {
      if (!(event instanceof CustomEvent)) return;
      setLine(event.detail);
      setGone(false);
    };
    window.addEventListener(lineRemoved, onRemoved);
    return () => window.removeEventListener(lineRemoved, onRemoved);
  }, []);

  // The button that was pressed is gone with its line: whoever uses the keyboard goes on from here.
  useEffect(() => {
    if (line) box.current?.focus();
  }, [line]);

  function undo() {
    if (!line) return;
    start(async () => {
      const added = await addToCart({
        locale: line.locale,
        productId: line.productId,
        variantId: line.variantId,
        quantity: line.quantity,
      });
      window.dispatchEvent(new CustomEvent(cartChanged));
      if (added.ok) setLine(null);
      else setGone(true);
    });
  }

  return (
    <div ref={box} role="status" tabIndex={-1} className="outline-offset-[-2px]">
      {line ? (
        <p className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-field bg-sunken py-2.5 ps-5 pe-3 text-md">
          <span>{(isGone ? labels.gone : labels.removed).replace("#", line.title)}</span>
          {isGone ? null : (
            <button
              type="button"
              onClick={undo}
              disabled={pending}
              className="button-quiet min-h-11 underline underline-offset-4"
            >
              {labels.undo}
            </button>
          )}
        </p>
      ) : null}
      <LostNote isLost={isLost} />
    </div>
  );
}
