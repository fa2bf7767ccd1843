"use client";

import { createContext, type ReactNode, use, useEffect, useId, useRef, useState } from "react";
import type { FormState } from "./form-state";

interface Keeper {
  enter: (form: string) => void;
  hear: (form: string, message: string | null) => void;
  leave: (form: string) => void;
}

const KeptNoteContext = createContext<Keeper | null>(null);

/** A list whose rows may go with what was done to them: what the form of such a row said last stays above the list. */
export function KeptNote({ children }: { children: ReactNode }) {
  const [last, setLast] = useState<{ form: string; message: string | null } | null>(null);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [keeper] = useState<Keeper>({
    enter: (form) => setGone((before) => without(before, form)),
    hear: (form, message) => setLast({ form, message }),
    leave: (form) => setGone((before) => new Set(before).add(form)),
  });
  const note = useRef<HTMLParagraphElement>(null);
  const said = last && gone.has(last.form) ? last.message : null;
  // The button went with its row: the keyboard goes on from here.
  useEffect(() => {
    if (said && document.activeElement === document.body) note.current?.focus();
  }, [said]);
  return (
    <KeptNoteContext value={keeper}>
      <p ref={note} role="status" tabIndex={-1} className="mb-3 text-sm font-semibold text-good empty:hidden">
        {said}
      </p>
      {children}
    </KeptNoteContext>
  );
}

function without(forms: ReadonlySet<string>, form: string): ReadonlySet<string> {
  if (!forms.has(form)) return forms;
  return new Set([...forms].filter((other) => other !== form));
}

/** Has what a form is answered kept, for when its row is gone. */
export function useKeptNote(): (state: FormState) => void {
  const form = useId();
  const keeper = use(KeptNoteContext);
  useEffect(() => {
    keeper?.enter(form);
    return () => keeper?.leave(form);
  }, [keeper, form]);
  return ({ status, message }) => keeper?.hear(form, status === "done" ? message : null);
}
