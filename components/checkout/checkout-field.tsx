import { Field, SelectField } from "@/components/ui/field";
import type { CheckoutField } from "./fields";

const widths: Record<CheckoutField["columns"], string> = {
  2: "col-span-3 sm:col-span-2",
  3: "col-span-6 sm:col-span-3",
  4: "col-span-3 sm:col-span-4",
  6: "col-span-6",
};

export function CheckoutFieldInput({
  field,
  value,
  error,
  choose,
  onSettle,
}: {
  field: CheckoutField;
  value: string;
  error?: string | undefined;
  choose: string;
  onSettle?: (() => void) | undefined;
}) {
  const { name, label, hint, autoComplete, maxLength } = field;
  const all = { id: name, name, label, hint, error, autoComplete, defaultValue: value, required: name !== "line2" };
  // The city of a US address stands alone on a phone, above state and ZIP.
  const className = name === "city" && field.columns === 2 ? "col-span-6 sm:col-span-2" : widths[field.columns];
  if (field.type === "select") {
    return (
      <SelectField {...all} className={className} onChange={onSettle}>
        <option value="">{choose}</option>
        {field.options?.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </SelectField>
    );
  }
  return (
    <Field
      {...all}
      className={className}
      type={field.type}
      inputMode={field.inputMode}
      maxLength={maxLength}
      enterKeyHint="next"
      autoCapitalize={field.type === "email" ? "none" : undefined}
      spellCheck={false}
    />
  );
}
