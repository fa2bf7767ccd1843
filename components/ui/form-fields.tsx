"use client";

import { type ComponentProps, type ReactNode, use, useState } from "react";
import { FormContext } from "./action-form";
import { Field, SelectField } from "./field";
import { cellOf } from "./form-state";

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
