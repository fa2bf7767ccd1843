/** What an action of the back room tells its form. Sentences come translated; values are what was typed, to keep it. */
export interface FormState {
  status: "idle" | "failed" | "asked" | "done";
  message: string | null;
  errors: Record<string, string>;
  values: Record<string, string>;
}

export const idleForm: FormState = { status: "idle", message: null, errors: {}, values: {} };

export const doneForm = (message: string): FormState => ({ status: "done", message, errors: {}, values: {} });

/**
 * What a cell is drawn with, and the figure it was shown with (`seen`), if it goes with one. Drawn anew, both stay as they
 * were sent: beside a newer figure, a cell that nobody touched would be a change. Sent without its figure, it starts over.
 */
export function cellOf(
  { values }: FormState,
  cell: { name: string; seen: string | undefined; initial: string },
): { value: string; seen: string } {
  const sent = cell.seen === undefined || values[cell.seen] !== undefined;
  const drawn = (name: string | undefined) => (sent && name !== undefined ? values[name] : undefined) ?? cell.initial;
  return { value: drawn(cell.name), seen: drawn(cell.seen) };
}

/** Before what can't be undone: what would happen, and what has to be said again for it to. */
export function askForm(typed: FormData, message: string, confirm: string): FormState {
  const asked = failedForm(typed, message);
  return { ...asked, status: "asked", values: { ...asked.values, confirm } };
}

/** What was typed stays, but for secrets and what React adds of its own. */
export function failedForm(typed: FormData, message: string | null, errors: Record<string, string> = {}): FormState {
  const values: Record<string, string> = {};
  for (const [name, value] of typed) {
    if (typeof value === "string" && !name.startsWith("$") && name !== "password") values[name] = value;
  }
  return { status: "failed", message, errors, values };
}
