"use client";

import { createContext, type ReactNode, use, useEffect, useId, useState } from "react";
import { type FormState, idleForm } from "./form-state";

const LastNoteContext = createContext<{ last: string | null; setLast: (form: string) => void } | null>(null);

/** Forms that follow upon each other: only the last that was answered says what was done. */
export function LastNote({ children }: { children: ReactNode }) {
  const [last, setLast] = useState<string | null>(null);
  return <LastNoteContext value={{ last, setLast }}>{children}</LastNoteContext>;
}

/** Whether another form of the same LastNote was answered since this one. */
export function useIsOutspoken(state: FormState): boolean {
  const form = useId();
  const note = use(LastNoteContext);
  const setLast = note?.setLast;
  useEffect(() => {
    if (state !== idleForm) setLast?.(form);
  }, [state, form, setLast]);
  return note !== null && note.last !== null && note.last !== form;
}
