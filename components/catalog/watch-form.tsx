"use client";

import { useUnsentText } from "@/components/ui/fault";
import { Field } from "@/components/ui/field";
import { useGuardedAction } from "@/components/ui/use-guarded-action";
import { useChoice } from "./product-choice";

export interface WatchState {
  email: string;
  /** What became of it, as a sentence. */
  message: string | null;
  error: string | null;
}

export interface WatchLabels {
  title: string;
  text: string;
  email: string;
  submit: string;
}

const untouched: WatchState = { email: "", message: null, error: null };

/** Where the chosen variant is sold out: leaves an address, and hears of it once when it is back. */
export function WatchForm({
  action,
  labels,
  locale,
  productId,
}: {
  action: (previous: WatchState, form: FormData) => Promise<WatchState>;
  labels: WatchLabels;
  locale: string;
  productId: string;
}) {
  const { variant } = useChoice();
  const unsent = useUnsentText();
  const [state, submit, pending] = useGuardedAction(action, untouched, (_, form) => ({
    email: String(form.get("email") ?? ""),
    message: null,
    error: unsent,
  }));
  if (variant.free !== 0) return null;
  return (
    <form action={submit} aria-label={labels.title} className="panel mt-5 grid gap-3 p-5" noValidate>
      <input name="locale" type="hidden" value={locale} />
      <input name="productId" type="hidden" value={productId} />
      <input name="variantId" type="hidden" value={variant.variantId} />
      <p className="text-sm">
        <span className="block font-semibold">{labels.title}</span>
        <span className="text-soft">{labels.text}</span>
      </p>
      <Field
        autoCapitalize="none"
        autoComplete="email"
        defaultValue={state.email}
        error={state.error ?? undefined}
        id="watch-email"
        inputMode="email"
        label={labels.email}
        maxLength={254}
        name="email"
        type="email"
      />
      <div>
        <button aria-disabled={pending} className="button-outline" type="submit">
          {labels.submit}
        </button>
      </div>
      <p className="text-sm font-semibold text-good empty:hidden" role="status">
        {state.message}
      </p>
    </form>
  );
}
