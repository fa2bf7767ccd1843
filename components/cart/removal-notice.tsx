"use client";

import { useEffect, useRef, useState } from "react";
import { LostNote } from "@/components/ui/lost-note";
import { useGuardedCall } from "@/components/ui/use-guarded-action";
import { addToCart } from "@/lib/cart/actions";
import { cartChanged, lineRemoved, type RemovedLine } from "./cart-events";

/** How it stands with a line that was taken out. There is none left of one that is `gone`; the others may be tried again. */
type Standing = "removed" | "back" | "gone" | "cart_full" | "other";

type RemovalLabels = Record<Exclude<Standing, "back"> | "undo", string>;

/** Says which line is gone, and puts it back when that was a slip. The labels hold `#` where the title goes. */
export function RemovalNotice({ labels }: { labels: RemovalLabels }) {
  const [removed, setRemoved] = useState<{ line: RemovedLine; count: number } | null>(null);

  useEffect(() => {
    const onRemoved = (event: Event) => {
      if (!(event instanceof CustomEvent)) return;
      setRemoved((before) => ({ line: event.detail, count: (before?.count ?? 0) + 1 }));
    };
    window.addEventListener(lineRemoved, onRemoved);
    return () => window.removeEventListener(lineRemoved, onRemoved);
  }, []);

  if (!removed) return null;
  return <LineNotice key={removed.count} line={removed.line} labels={labels} />;
}

/** One removal's own: what comes late of an earlier one says nothing of it. */
function LineNotice({ line, labels }: { line: RemovedLine; labels: RemovalLabels }) {
  const [standing, setStanding] = useState<Standing>("removed");
  const [pending, start, isLost] = useGuardedCall();
  const box = useRef<HTMLDivElement>(null);

  // The button that was pressed is gone with its line: whoever uses the keyboard goes on from here.
  useEffect(() => box.current?.focus(), []);

  function undo() {
    const { locale, productId, variantId, quantity } = line;
    start(async () => {
      const added = await addToCart({ locale, productId, variantId, quantity });
      window.dispatchEvent(new CustomEvent(cartChanged));
      setStanding(added.ok ? "back" : refusalOf(added.error.code));
    });
  }

  if (standing === "back") return null;
  return (
    <div className="mb-6">
      <div ref={box} role="status" tabIndex={-1} className="outline-offset-[-2px]">
        <p className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-field bg-sunken py-2.5 ps-5 pe-3 text-md">
          <span>{labels[standing].replace("#", line.title)}</span>
          {standing === "gone" ? null : (
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
      </div>
      <LostNote isLost={isLost} />
    </div>
  );
}

function refusalOf(code: string): Standing {
  if (code === "sold_out" || code === "not_found") return "gone";
  return code === "cart_full" ? code : "other";
}
