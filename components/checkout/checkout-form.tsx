"use client";

import { type FormEvent, type ReactNode, startTransition, useEffect, useRef, useState } from "react";
import { useUnsentText } from "@/components/ui/fault";
import { LiveRegion } from "@/components/ui/live-region";
import { useGuardedAction } from "@/components/ui/use-guarded-action";
import { CheckoutFieldInput } from "./checkout-field";
import { type CheckoutFormState, untouched } from "./checkout-form-state";
import { CreditFields, type CreditLabels } from "./credit-fields";
import type { CheckoutField } from "./fields";
import { FoldedField } from "./folded-field";
import { FormAlert } from "./form-alert";
import { OrderSummary } from "./order-summary";
import { ShippingChoice } from "./shipping-choice";
import type { Summary } from "./summary";
import { useFreshPage } from "./use-fresh-page";
import { useKeptAddress } from "./use-kept-address";
import { type Requote, useQuote } from "./use-quote";

export interface CheckoutLabels {
  where: string;
  how: string;
  order: string;
  choose: string;
  moreFields: string;
  paying: string;
  note: string;
  toCart: string;
  toOrder: string;
  was: string;
  added: string;
  gone: string;
  credit: CreditLabels;
}

/**
 * The whole checkout in one form. The action is the form's own: without script it is posted and comes back with what
 * was typed; with script the totals follow the address, and errors are told without leaving the page.
 */
export function CheckoutForm({
  submitCheckout,
  requote,
  locale,
  idempotencyKey,
  first,
  kept,
  shown,
  folded,
  labels,
  country,
}: {
  submitCheckout: (previous: CheckoutFormState, form: FormData) => Promise<CheckoutFormState>;
  requote: Requote;
  locale: string;
  idempotencyKey: string;
  first: Summary;
  /** As the page before this one was sent; untouched, when it was not. */
  kept: CheckoutFormState;
  shown: CheckoutField[];
  folded: CheckoutField;
  labels: CheckoutLabels;
  country: ReactNode;
}) {
  const unsent = useUnsentText();
  const [state, submit, pending] = useGuardedAction(submitCheckout, kept, ({ values }) => ({
    ...untouched,
    values,
    refusal: { text: unsent, toCart: false },
  }));
  const [answered, setAnswered] = useState(state);
  const [summary, setSummary] = useState(state.summary ?? first);
  const [before, setBefore] = useState<Summary | null>(null);
  // One key for as long as the page is open: pressing again can never order twice.
  const [key] = useState((!state.refusal?.orderHref && state.values.idempotencyKey) || idempotencyKey);
  // A field that was changed since is no longer called wrong; the list above stays until the next answer.
  const [changed, setChanged] = useState<readonly string[]>([]);
  const [tucked, setTucked] = useState(state.values[folded.name] ?? "");
  const form = useRef<HTMLFormElement>(null);
  const alert = useRef<HTMLDivElement>(null);
  const [quoting, quoteAgain] = useQuote(form, { locale, requote }, (next) => {
    setBefore(null);
    setSummary(next);
  });

  if (state !== answered) {
    setAnswered(state);
    setChanged([]);
    setBefore(state.summary ? summary : null);
    if (state.summary) setSummary(state.summary);
  }

  useEffect(() => {
    if (state !== kept) alert.current?.focus();
  }, [state, kept]);

  // With script the server's answer says more than the browser's own bubbles; without, the bubbles are all there is.
  useEffect(() => {
    if (form.current) form.current.noValidate = true;
  }, []);

  useFreshPage();
  useKeptAddress(form, locale.slice(3), (texts) => {
    setTucked((before) => texts.get(folded.name) ?? before);
    // It changes the tax.
    if (texts.has("state")) quoteAgain();
  });

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending || quoting) return;
    const data = new FormData(event.currentTarget);
    startTransition(() => submit(data));
  }

  function noteChange({ target }: FormEvent<HTMLFormElement>) {
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement)
      setChanged([...changed, target.name]);
  }

  const errorOf = (name: string) =>
    changed.includes(name) ? undefined : state.errors.find((error) => error.name === name)?.text;
  const value = (name: string) => state.values[name] ?? "";
  const inputs = (field: CheckoutField) => (
    <CheckoutFieldInput
      key={field.name}
      field={field}
      value={value(field.name)}
      error={errorOf(field.name)}
      choose={labels.choose}
      onSettle={field.name === "state" ? quoteAgain : undefined}
    />
  );
  return (
    <form
      ref={form}
      action={submit}
      onSubmit={send}
      onInput={noteChange}
      className="grid grid-cols-1 items-start gap-x-16 gap-y-10 lg:grid-cols-[1fr_400px] xl:grid-cols-[1fr_440px]"
    >
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="idempotencyKey" value={key} />
      <input type="hidden" name="expectedTotal" value={summary.totalAmount} />
      <input type="hidden" name="expectedGoods" value={summary.goods} />
      <input type="hidden" name="expectedCredit" value={summary.credit.amount} />
      <input type="hidden" name="expectedShipsFrom" value={summary.shipsFrom ?? ""} />
      <div className="min-w-0">
        <FormAlert
          ref={alert}
          state={state}
          before={before}
          summary={summary}
          cartHref={`/${locale}/cart`}
          labels={labels}
        />
        <fieldset className="min-w-0">
          <legend className="text-lg font-bold">{labels.where}</legend>
          {country}
          <div className="mt-5 grid grid-cols-6 items-start gap-x-3 gap-y-5">{shown.map(inputs)}</div>
          <FoldedField
            label={labels.moreFields}
            told={tucked}
            onTell={setTucked}
            open={value(folded.name) !== "" || errorOf(folded.name) !== undefined}
          >
            {inputs(folded)}
          </FoldedField>
        </fieldset>
        <ShippingChoice
          title={labels.how}
          methods={summary.methods}
          chosen={summary.chosen}
          error={errorOf("shippingMethod")}
          onSettle={quoteAgain}
        />
        <CreditFields credit={summary.credit} values={state.values} labels={labels.credit} onSettle={quoteAgain} />
      </div>
      <OrderSummary summary={summary} labels={labels} pending={pending} quoting={quoting} />
      <LiveRegion
        message={
          quoting ? "" : `${summary.totals.total.label} ${summary.totals.total.value} ${summary.tooLow ?? ""}`.trimEnd()
        }
      />
    </form>
  );
}
