"use client";

import { type FormEvent, startTransition, useEffect, useRef } from "react";
import { useUnsentText } from "@/components/ui/fault";
import { Field } from "@/components/ui/field";
import { useGuardedAction } from "@/components/ui/use-guarded-action";

export interface FindOrderState {
  values: { number: string; email: string };
  sent: boolean;
  faulty: { number: boolean; email: boolean };
  /** Sent, and never answered. */
  isLost?: boolean;
}

const untouched: FindOrderState = {
  values: { number: "", email: "" },
  sent: false,
  faulty: { number: false, email: false },
};

export function FindOrderForm({
  requestLink,
  labels,
}: {
  requestLink: (previous: FindOrderState, form: FormData) => Promise<FindOrderState>;
  labels: Record<
    "number" | "numberHint" | "numberError" | "email" | "emailError" | "send" | "sending" | "sent",
    string
  >;
}) {
  const unsent = useUnsentText();
  const [state, submit, pending] = useGuardedAction(requestLink, untouched, (previous) => ({
    ...previous,
    sent: false,
    isLost: true,
  }));
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state.faulty.number || state.faulty.email)
      form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
  }, [state]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget);
    startTransition(() => submit(data));
  }

  return (
    <form ref={form} action={submit} onSubmit={send} noValidate className="mt-8 grid max-w-110 gap-5">
      <Field
        id="number"
        name="number"
        label={labels.number}
        hint={labels.numberHint}
        error={state.faulty.number ? labels.numberError : undefined}
        defaultValue={state.values.number}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        required
      />
      <Field
        id="email"
        name="email"
        type="email"
        inputMode="email"
        label={labels.email}
        error={state.faulty.email ? labels.emailError : undefined}
        defaultValue={state.values.email}
        autoComplete="email"
        autoCapitalize="none"
        maxLength={254}
        required
      />
      <div>
        <button type="submit" aria-disabled={pending ? true : undefined} className="button-accent">
          {pending ? labels.sending : labels.send}
        </button>
      </div>
      <p role="alert" className="font-semibold text-accent empty:hidden">
        {state.isLost && !pending ? unsent : null}
      </p>
      <p role="status" className="font-semibold text-good">
        {state.sent && !pending ? labels.sent : null}
      </p>
    </form>
  );
}
