"use client";

import { type RefObject, type SubmitEvent, useEffect, useRef } from "react";
import type { FormState } from "./form-state";

/** Where the keyboard goes on once a form was answered. Returns what the form calls when it is sent. */
export function useFormFocus(
  form: RefObject<HTMLFormElement | null>,
  state: FormState,
  pending: boolean,
): (event: SubmitEvent<HTMLFormElement>) => void {
  useEffect(() => {
    if (state.status === "failed") form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state, form]);
  const pressed = useRef<HTMLElement | null>(null);
  // The button may go with what was done, at once or when the page is drawn anew: then it goes on from the note.
  useEffect(() => {
    if (!pressed.current || pressed.current.isConnected || pending || document.activeElement !== document.body) return;
    form.current?.querySelector<HTMLElement>("[role=status]")?.focus();
    // A note that says nothing yet takes no focus, but will where it does.
    if (document.activeElement !== document.body) pressed.current = null;
  });
  // Whoever has gone on elsewhere is not fetched back.
  useEffect(() => {
    const leave = ({ target }: Event) => {
      if (!(target instanceof Node && form.current?.contains(target))) pressed.current = null;
    };
    const kinds = ["focusin", "pointerdown"];
    for (const kind of kinds) document.addEventListener(kind, leave);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, leave);
    };
  }, [form]);
  return (event) => {
    pressed.current = event.nativeEvent.submitter;
  };
}
