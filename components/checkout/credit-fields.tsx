import { useState } from "react";
import { Field } from "@/components/ui/field";
import type { Summary } from "./summary";

export interface CreditLabels {
  title: string;
  code: string;
  hint: string;
}

/** A gift card's code, folded away for the many who have none, and the store credit of those who have some. */
export function CreditFields({
  credit,
  values,
  labels,
  onSettle,
}: {
  credit: Summary["credit"];
  values: Record<string, string>;
  labels: CreditLabels;
  onSettle: () => void;
}) {
  // What was opened for a wrong code stays open for the right one.
  const [open, setOpen] = useState(Boolean(values.giftCode));
  return (
    <div className="mt-10 grid gap-3">
      {credit.use ? (
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            name="useStoreCredit"
            defaultChecked={values.useStoreCredit === "on"}
            onChange={onSettle}
            className="size-5 accent-(--ink)"
          />
          {credit.use}
        </label>
      ) : null}
      <details open={open || credit.problem !== null} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="inline-flex min-h-11 items-center text-sm">
          <span className="text-link">+ {labels.title}</span>
        </summary>
        <Field
          id="giftCode"
          name="giftCode"
          label={labels.code}
          hint={labels.hint}
          error={credit.problem ?? undefined}
          defaultValue={values.giftCode ?? ""}
          onBlur={onSettle}
          maxLength={60}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="mt-3 max-w-90"
        />
      </details>
      <p role="status" className="text-sm font-semibold text-good empty:hidden">
        {credit.applied}
      </p>
    </div>
  );
}
