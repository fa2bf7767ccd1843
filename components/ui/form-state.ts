/** What an action of the back room tells its form. Sentences come translated; values are what was typed, to keep it. */
export interface FormState {
  status: "idle" | "failed" | "asked" | "done";
  message: string | null;
  errors: Record<string, string>;
  values: Record<string, string>;
}

export const idleForm: FormState = { status: "idle", message: null, errors: {}, values: {} };

export const doneForm = (message: string): FormState => ({ status: "done", message, errors: {}, values: {} });

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
