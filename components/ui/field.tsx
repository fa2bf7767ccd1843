import type { ComponentProps, ReactNode } from "react";

interface FieldWords {
  id: string;
  label: string;
  /** Said beneath, and to screen readers with the field. */
  hint?: string | undefined;
  /** The sentence of what is wrong; beside the field, as the summary above the form links to it. */
  error?: string | undefined;
}

const describedBy = ({ id, hint, error }: FieldWords): string | undefined =>
  [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ") || undefined;

function FieldFrame({ words, children, className }: { words: FieldWords; children: ReactNode; className: string }) {
  const { id, label, hint, error } = words;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-semibold">
        {label}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-xs text-soft">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 text-sm font-semibold text-accent">
          {error}
        </p>
      ) : null}
    </div>
  );
}

export function Field({ id, label, hint, error, className = "", ...input }: FieldWords & ComponentProps<"input">) {
  const words = { id, label, hint, error };
  return (
    <FieldFrame words={words} className={className}>
      <input
        id={id}
        className="input"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(words)}
        {...input}
      />
    </FieldFrame>
  );
}

export function SelectField({
  id,
  label,
  hint,
  error,
  className = "",
  children,
  ...select
}: FieldWords & ComponentProps<"select">) {
  const words = { id, label, hint, error };
  return (
    <FieldFrame words={words} className={className}>
      <select
        id={id}
        className="input"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(words)}
        {...select}
      >
        {children}
      </select>
    </FieldFrame>
  );
}
