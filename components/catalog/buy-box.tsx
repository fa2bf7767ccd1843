"use client";

import { type FormEvent, lazy, type ReactNode, Suspense, useState } from "react";
import { cartChanged } from "@/components/cart/cart-events";
import { addToCart } from "@/lib/cart/actions";
import type { ProductOption } from "@/lib/catalog/product";
import { AddedNote } from "./added-note";
import { BuyBar } from "./buy-bar";
import { buyBarId, buyFormId } from "./buy-form-id";
import { useChoice } from "./product-choice";
import { QuantityStepper } from "./quantity-stepper";
import { StockHint } from "./stock-hint";
import { VariantPicker } from "./variant-picker";

const WaitingRoom = lazy(() => import("./waiting-room"));

/** One order takes at most this many of a thing from its page; more is changed in the cart. */
const quantityMax = 10;

export interface BuyLabels {
  add: string;
  adding: string;
  added: string;
  viewCart: string;
  soldOut: string;
  soldOutText: string;
  /** Where another variant may still be had. */
  soldOutChoice: string;
  valueSoldOut: string;
  valueMissing: string;
  inStock: string;
  /** "Only 3 left" at index 3. */
  onlyLeft: string[];
  /** "Ships from {day}". */
  shipsFrom: string;
  /** "At most {max} for each customer". */
  limit: string;
  quantity: string;
  less: string;
  more: string;
  /** "was {price}". */
  was: string;
  variant: string;
  /** By the code of an error; `other` for the rest. */
  errors: Record<string, string>;
}

interface BuyBoxProps {
  productId: string;
  locale: string;
  title: string;
  options: ProductOption[];
  /** A name for each variant, for the plain list a page without script offers. */
  names: Record<string, string>;
  labels: BuyLabels;
  taxNote: ReactNode;
  /** The same as the button, as a plain form post: for a page without script, or one not yet awake. */
  addFromForm: (form: FormData) => Promise<void>;
}

/** Price, picker, stock and the button. */
export function BuyBox({ productId, locale, title, options, names, labels, taxNote, addFromForm }: BuyBoxProps) {
  const { variant, variants, drop } = useChoice();
  const [called, setCalled] = useState(false);
  const formId = buyFormId(productId);
  const [quantity, setQuantity] = useState(1);
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<{ variantId: string; error: string | null; inCart: boolean } | null>(null);

  const soldOut = variant.free === 0;
  const mayBuy = drop === null || called;
  const most = Math.min(quantityMax, variant.free || quantityMax, variant.perCustomerMax ?? quantityMax);
  const amount = Math.min(quantity, most);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending || soldOut || !mayBuy) return;
    setOutcome(null);
    setPending(true);
    const result = await addToCart({ locale, productId, variantId: variant.variantId, quantity: amount }).catch(
      () => null,
    );
    setPending(false);
    const code = result?.ok ? (result.value.added < amount ? "capped" : null) : (result?.error.code ?? "other");
    const error = code === null ? null : (labels.errors[code] ?? labels.errors.other ?? "");
    setOutcome({ variantId: variant.variantId, error, inCart: result?.ok ?? false });
    if (result?.ok) window.dispatchEvent(new CustomEvent(cartChanged));
  }

  const said = outcome?.variantId === variant.variantId ? outcome : null;
  const button = pending ? labels.adding : soldOut ? labels.soldOut : labels.add;
  return (
    <form action={addFromForm} id={formId} onSubmit={submit}>
      <input name="locale" type="hidden" value={locale} />
      <input name="productId" type="hidden" value={productId} />
      <input name="variantId" type="hidden" value={variant.variantId} />
      <p className="mt-5 flex flex-wrap items-center gap-x-3 gap-y-1 tabular-nums">
        <span className="text-[2rem] leading-tight font-semibold tracking-tight">{variant.price}</span>
        {variant.compareAt ? (
          <s className="text-lg text-faint">
            <span className="sr-only">{labels.was.replace("{price}", variant.compareAt)}</span>
            <span aria-hidden>{variant.compareAt}</span>
          </s>
        ) : null}
        {variant.saving ? (
          <span className="rounded-full bg-accent px-3 py-1 text-xs font-semibold text-on-accent">
            {variant.saving}
          </span>
        ) : null}
      </p>
      <p className="mt-1 text-sm text-soft">{taxNote}</p>
      <VariantPicker labels={labels} options={options} />
      {variants.length > 1 ? (
        <noscript>
          <select aria-label={labels.variant} className="input mt-5" name="variantId">
            {variants.map(({ variantId, price }) => (
              <option key={variantId} value={variantId}>
                {names[variantId]} · {price}
              </option>
            ))}
          </select>
        </noscript>
      ) : null}
      <StockHint
        variant={variant}
        elsewhere={variants.some(({ free }) => free !== 0)}
        locale={locale}
        labels={labels}
      />
      {drop === null ? null : (
        <Suspense>
          <WaitingRoom drop={drop} locale={locale} onTurn={setCalled} productId={productId} />
        </Suspense>
      )}
      {mayBuy ? (
        <div className="mt-3 flex flex-wrap gap-3">
          <QuantityStepper labels={labels} max={most} onChange={setQuantity} value={amount} />
          <button
            aria-busy={pending}
            aria-disabled={soldOut}
            className="button-accent grow text-base"
            data-buy-button
            type="submit"
          >
            {button}
          </button>
        </div>
      ) : null}
      <AddedNote
        error={said?.error ?? null}
        href={`/${locale}/cart`}
        inCart={said?.inCart ?? false}
        labels={labels}
        shown={said !== null}
        title={title}
      />
      {mayBuy ? (
        <BuyBar
          barId={buyBarId(productId)}
          added={said?.inCart ?? false}
          button={button}
          cartHref={`/${locale}/cart`}
          disabled={soldOut}
          formId={formId}
          labels={labels}
          price={variant.price}
        />
      ) : null}
    </form>
  );
}
