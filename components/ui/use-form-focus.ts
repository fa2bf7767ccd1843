"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { FormState } from "./form-state";

/** Where the keyboard goes on once a form was answered. Returns what the form calls when it is sent. */
export function useFormFocus(form: RefObject<HTMLFormElement | null>, state: FormState, pending: boolean): () => void {
  useEffect(() => {
    if (state.status === "failed") form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state, form]);
  const sent = useRef(false);
  // The button may go with what was done, at once or when the page is drawn anew: then it goes on from the note.
  useEffect(() => {
    if (!sent.current || pending || form.current?.contains(document.activeElement)) return;
    if (document.activeElement === document.body) form.current?.querySelector<HTMLElement>("[role=status]")?.focus();
    // A note that says nothing yet takes no focus, but will where it does.
    sent.current = document.activeElement === document.body;
  });
  return () => {
    sent.current = true;
  };
}
