"use client";

import { createContext, type ReactNode, use, useRef, useState } from "react";
import { useUnsentText } from "./fault";
import { type FormState, failedForm, idleForm } from "./form-state";
import { useKeptNote } from "./kept-note";
import { useIsOutspoken } from "./last-note";
import { useFormFocus } from "./use-form-focus";
import { useGuardedAction } from "./use-guarded-action";

/** What a form tells its fields and buttons. */
export const FormContext = createContext({ state: idleForm, pending: false, outspoken: false });

interface ActionFormProps {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  children: ReactNode;
  className?: string;
  label?: string;
}

/** A form that keeps what was typed when its action refuses or never answers, and works without a script as well. */
export function ActionForm({ action, children, className, label }: ActionFormProps) {
  const unsent = useUnsentText();
  const lost = (_: FormState, typed: FormData) => failedForm(typed, unsent);
  const [state, run, pending] = useGuardedAction(action, idleForm, lost, useKeptNote());
  const form = useRef<HTMLFormElement>(null);
  const outspoken = useIsOutspoken(state);
  const noteSent = useFormFocus(form, state, pending);
  const [typedOver, setTypedOver] = useState<FormState | null>(null);
  // A refusal keeps what was typed, and it is as unsaved as before.
  const unsaved = typedOver !== null && (typedOver === state || state.status !== "done");
  return (
    <FormContext value={{ state, pending, outspoken }}>
      <form
        ref={form}
        action={run}
        onSubmit={noteSent}
        onInput={() => setTypedOver(state)}
        data-unsaved={unsaved ? "" : undefined}
        className={className}
        aria-label={label}
        noValidate
      >
        {children}
      </form>
    </FormContext>
  );
}

/** What came of it, said aloud: emptied while it is asked again, so that the same answer is said again. */
export function FormMessage() {
  const { state, pending, outspoken } = use(FormContext);
  const colour = { idle: "", failed: "text-accent", asked: "text-ink", done: "text-good" }[state.status];
  return (
    <p role="status" tabIndex={-1} className={`text-sm font-semibold empty:hidden ${colour}`}>
      {pending || (state.status === "done" && outspoken) ? null : state.message}
    </p>
  );
}

/** `label`: which of several that read alike it is. */
export function FormSubmit({
  children,
  className = "button-ink",
  label,
}: {
  children: ReactNode;
  className?: string;
  label?: string;
}) {
  const { pending } = use(FormContext);
  return (
    <button
      type="submit"
      className={className}
      aria-label={label}
      aria-disabled={pending}
      onClick={(event) => pending && event.preventDefault()}
    >
      {children}
    </button>
  );
}

/**
 * The button of what can't be undone: the first press asks what would happen, the second does it. Its confirmation names
 * what was asked about, so that a form changed in between is asked about anew.
 */
export function FormConfirm({
  again,
  children,
  small = false,
}: {
  again: string;
  children: ReactNode;
  small?: boolean;
}) {
  const { state } = use(FormContext);
  const asked = state.status === "asked";
  return (
    <>
      {asked ? <input type="hidden" name="confirm" value={state.values.confirm} /> : null}
      <FormSubmit className={`${asked ? "button-accent" : "button-outline"} ${small ? "min-h-11! text-sm!" : ""}`}>
        {asked ? again : children}
      </FormSubmit>
    </>
  );
}
