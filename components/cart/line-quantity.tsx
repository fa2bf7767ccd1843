"use client";

import { Minus, Plus } from "lucide-react";
import { type FormEvent, useOptimistic } from "react";
import { LostNote } from "@/components/ui/lost-note";
import { useGuardedCall } from "@/components/ui/use-guarded-action";
import { changeQuantity } from "@/lib/cart/actions";
import { cartChanged } from "./cart-events";
import type { LineKey } from "./line-form";

/** One less, how many, one more. The number answers at once; the totals follow from the server. */
export function LineQuantity({
  line,
  quantity,
  most,
  labels,
}: {
  line: LineKey;
  quantity: number;
  most: number;
  labels: { quantity: string; less: string; more: string };
}) {
  const [shown, show] = useOptimistic(quantity);
  const [, start, isLost] = useGuardedCall();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const native: Event = event.nativeEvent;
    const form = new FormData(event.currentTarget, native instanceof SubmitEvent ? native.submitter : null);
    start(async () => {
      show(Number(form.get("quantity")));
      await changeQuantity(form);
      window.dispatchEvent(new CustomEvent(cartChanged));
    });
  }

  const button = "grid size-11 place-items-center rounded-full hover:bg-sunken disabled:text-faint disabled:opacity-50";
  return (
    <form action={changeQuantity} onSubmit={submit}>
      <input type="hidden" name="locale" value={line.locale} />
      <input type="hidden" name="productId" value={line.productId} />
      <input type="hidden" name="variantId" value={line.variantId} />
      <fieldset
        aria-label={labels.quantity}
        className="inline-flex items-center rounded-full border border-line bg-raised"
      >
        <button
          type="submit"
          name="quantity"
          value={shown - 1}
          disabled={shown <= 1}
          aria-label={labels.less}
          className={button}
        >
          <Minus aria-hidden className="size-4" />
        </button>
        <output className="money min-w-7 text-center text-md font-semibold">{shown}</output>
        <button
          type="submit"
          name="quantity"
          value={shown + 1}
          disabled={shown >= most}
          aria-label={labels.more}
          className={button}
        >
          <Plus aria-hidden className="size-4" />
        </button>
      </fieldset>
      <LostNote isLost={isLost} />
    </form>
  );
}
