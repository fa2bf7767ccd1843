import { AutoSubmitSelect } from "./auto-submit-select";

interface MerchantSwitchProps {
  current: string;
  merchants: { merchantId: string; name: string }[];
  action: (form: FormData) => Promise<void>;
  label: string;
  submitLabel: string;
}

/** For whom one works. Whoever works for one merchant alone only reads its name. */
export function MerchantSwitch({ current, merchants, action, label, submitLabel }: MerchantSwitchProps) {
  if (merchants.length < 2) {
    return <p className="px-3.5 py-2.5 text-sm font-semibold">{merchants[0]?.name}</p>;
  }
  return (
    <form action={action} className="flex gap-2">
      <AutoSubmitSelect
        name="merchantId"
        key={current}
        defaultValue={current}
        aria-label={label}
        className="input min-h-11! py-1! text-sm! font-semibold"
      >
        {merchants.map(({ merchantId, name }) => (
          <option key={merchantId} value={merchantId}>
            {name}
          </option>
        ))}
      </AutoSubmitSelect>
      <noscript>
        <button type="submit" className="button-outline min-h-11! px-4!">
          {submitLabel}
        </button>
      </noscript>
    </form>
  );
}
