"use client";

import { type ReactNode, type SubmitEvent, useEffect, useState } from "react";
import { Field } from "@/components/ui/field";

interface FileFormProps {
  action: string;
  bytesMax: number;
  /** Of the file that was sent before. */
  fault: string | undefined;
  words: Record<"file" | "hint" | "none" | "tooLarge" | "submit" | "sending", string>;
  children: ReactNode;
}

/** The field takes what is dropped on it by itself: it only has to be large enough. */
const dropPlace =
  "[&_input]:h-28 [&_input]:cursor-pointer [&_input]:border-dashed [&_input]:py-7 [&_input]:text-sm [&_input]:file:me-4 [&_input]:file:min-h-11 [&_input]:file:cursor-pointer [&_input]:file:rounded-full [&_input]:file:border [&_input]:file:border-line [&_input]:file:bg-sunken [&_input]:file:px-5 [&_input]:file:font-semibold";

/** Sends a file as any form does; with a script, says beforehand what would be refused, and that it is on its way. */
export function FileForm({ action, bytesMax, fault, words, children }: FileFormProps) {
  const [error, setError] = useState(fault);
  const [sending, setSending] = useState(false);

  // A page that the browser brings back is as it was left.
  useEffect(() => {
    const comeBack = () => setSending(false);
    addEventListener("pageshow", comeBack);
    return () => removeEventListener("pageshow", comeBack);
  }, []);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    const field = event.currentTarget.elements.namedItem("file");
    const file = field instanceof HTMLInputElement ? field.files?.[0] : undefined;
    const wrong = file ? file.size > bytesMax && words.tooLarge : words.none;
    if (!wrong && !sending) {
      setSending(true);
      return;
    }
    event.preventDefault();
    if (!wrong) return;
    setError(wrong);
    if (field instanceof HTMLInputElement) field.focus();
  };

  return (
    <form
      action={action}
      method="post"
      encType="multipart/form-data"
      onSubmit={submit}
      className="grid gap-4"
      noValidate
    >
      <div className="grid gap-4 sm:grid-cols-2">{children}</div>
      <Field
        id="file"
        name="file"
        type="file"
        accept=".csv,.tsv,.tab,.txt,.json,.jsonl,.ndjson,.xml,.gz,text/csv,text/tab-separated-values,application/json,text/xml,application/xml,application/gzip"
        label={words.file}
        hint={words.hint}
        error={error}
        onChange={() => setError(undefined)}
        className={dropPlace}
      />
      <div className="flex flex-wrap items-center gap-4">
        <button type="submit" className="button-ink" aria-disabled={sending}>
          {words.submit}
        </button>
        <p role="status" className="text-sm text-soft empty:hidden">
          {sending ? words.sending : null}
        </p>
      </div>
    </form>
  );
}
