"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useId, useState } from "react";
import type { FormState } from "./form-state";

interface Keeper {
  hear: (form: string, message: string | null) => void;
  leave: (form: string) => void;
}

const KeptNoteContext = createContext<Keeper | null>(null);

/** A list whose rows may go with what was done to them: what the form of such a row said last stays above the list. */
export function KeptNote({ children }: { children: ReactNode }) {
  const [last, setLast] = useState<{ form: string; message: string | null } | null>(null);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const hear = useCallback((form: string, message: string | null) => setLast({ form, message }), []);
  const leave = useCallback((form: string) => setGone((before) => new Set(before).add(form)), []);
  const [keeper] = useState<Keeper>({ hear, leave });
  return (
    <KeptNoteContext value={keeper}>
      <p role="status" className="mb-3 text-sm font-semibold text-good empty:hidden">
        {last && gone.has(last.form) ? last.message : null}
      </p>
      {children}
    </KeptNoteContext>
  );
}

/** Has what a form is answered kept, for when its row is gone. */
export function useKeptNote(): (state: FormState) => void {
  const form = useId();
  const keeper = use(KeptNoteContext);
  useEffect(() => () => keeper?.leave(form), [keeper, form]);
  return ({ status, message }) => keeper?.hear(form, status === "done" ? message : null);
}
