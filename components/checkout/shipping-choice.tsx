import type { Summary } from "./summary";

/** How soon: one card a way to ship, with its days and its price. */
export function ShippingChoice({
  title,
  methods,
  chosen,
  error,
  onSettle,
}: {
  title: string;
  methods: Summary["methods"];
  chosen: string;
  error?: string | undefined;
  onSettle: () => void;
}) {
  return (
    <fieldset
      id="shippingMethod"
      tabIndex={-1}
      className="mt-9 min-w-0"
      aria-describedby={error ? "shippingMethod-error" : undefined}
    >
      <legend className="text-lg font-bold">{title}</legend>
      {error ? (
        <p id="shippingMethod-error" className="mt-1.5 text-sm font-semibold text-accent">
          {error}
        </p>
      ) : null}
      <div className="mt-4 grid gap-3">
        {methods.map(({ method, label, days, price }) => (
          <label
            key={method}
            className="flex min-h-18 items-center gap-4 rounded-field border border-line bg-raised px-5 py-3.5 outline-offset-3 has-checked:border-ink has-checked:shadow-[inset_0_0_0_1px_var(--ink)] has-focus-visible:outline-2 has-focus-visible:outline-ink"
          >
            <input
              type="radio"
              name="shippingMethod"
              value={method}
              defaultChecked={method === chosen}
              onChange={onSettle}
              className="size-5 shrink-0 accent-ink outline-none"
            />
            <span className="min-w-0 flex-1">
              <span className="block font-semibold">{label}</span>
              <span className="block text-sm text-soft">{days}</span>
            </span>
            <span className="money font-semibold">{price}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
