"use client";

import { type ComponentProps, createContext, type ReactNode, use, useRef, useState } from "react";
import { useUnsentText } from "./fault";
import { Field, SelectField } from "./field";
import { cellOf, type FormState, failedForm, idleForm } from "./form-state";
import { useKeptNote } from "./kept-note";
import { useIsOutspoken } from "./last-note";
import { useFormFocus } from "./use-form-focus";
import { useGuardedAction } from "./use-guarded-action";

const FormContext = createContext({ state: idleForm, pending: false, outspoken: false });

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

type FormFieldProps = ComponentProps<typeof Field> & { name: string; seen?: string; initial?: string };

/** `seen`: what to send `initial` as, where it is told what somebody else has changed meanwhile. */
export function FormField({ name, seen, initial = "", ...field }: FormFieldProps) {
  const { error, value, over, onInput } = useTyped({ name, seen, initial });
  return (
    <>
      {seen ? <input type="hidden" name={seen} value={over} /> : null}
      <Field {...field} name={name} onInput={onInput} defaultValue={value} error={error} />
    </>
  );
}

type FormSelectProps = ComponentProps<typeof SelectField> & { name: string; seen?: string; initial?: string };

export function FormSelect({ name, seen, initial = "", ...field }: FormSelectProps) {
  const { error, value, over, onInput } = useTyped({ name, seen, initial });
  return (
    <>
      {seen ? <input type="hidden" name={seen} value={over} /> : null}
      {/* React resets a select to the first defaultValue it was given: a new key gives it a new first. */}
      <SelectField key={value} {...field} name={name} onInput={onInput} defaultValue={value} error={error} />
    </>
  );
}

/**
 * What was typed outlives a page that another form has drawn anew, and so does what it was typed over, until the form is
 * answered.
 */
function useTyped(cell: Parameters<typeof cellOf>[1]) {
  const { state } = use(FormContext);
  const drawn = cellOf(state, cell);
  const [typed, setTyped] = useState({ before: state, drawn, touched: false });
  const { value, seen: over } = typed.touched && typed.before === state ? typed.drawn : drawn;
  const onInput = () => setTyped({ before: state, drawn: { value, seen: over }, touched: true });
  return { error: state.errors[cell.name], value, over, onInput };
}

/** A field of a table, named by its row and column; what is wrong with it stands beneath. `seen`: what to send `initial` as. */
export function CellField({
  name,
  seen,
  initial = "",
  label,
  className = "",
  ...input
}: ComponentProps<"input"> & { name: string; seen?: string; initial?: string; label: string }) {
  const { error, value, over, onInput } = useTyped({ name, seen, initial });
  return (
    <>
      {seen ? <input type="hidden" name={seen} value={over} /> : null}
      <input
        {...input}
        name={name}
        onInput={onInput}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
        defaultValue={value}
        className={`input min-h-11! px-3! text-md! tabular-nums ${className}`}
      />
      {error ? (
        <span id={`${name}-error`} className="mt-1 block text-xs font-semibold text-accent">
          {error}
        </span>
      ) : null}
    </>
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

/** A checkbox by its name alone. */
export function FormCheck({ name, children }: { name: string; children: ReactNode }) {
  const { state } = use(FormContext);
  const checked = state.values[name] !== undefined;
  return (
    <label className="flex min-h-11 items-center gap-3 text-sm">
      <input
        // A form is reset to what its first defaults were: a new key gives the box a new first.
        key={String(checked)}
        type="checkbox"
        name={name}
        defaultChecked={checked}
        className="size-5 shrink-0 accent-ink"
      />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </label>
  );
}

/** What an action tells this once: to be copied now. */
export function FormSecret({ id, label }: { id: string; label: string }) {
  const { state } = use(FormContext);
  const { secret } = state.values;
  if (state.status !== "done" || !secret) return null;
  return <Field id={id} label={label} readOnly value={secret} onFocus={(event) => event.target.select()} dir="ltr" />;
}
