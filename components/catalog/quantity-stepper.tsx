"use client";

export interface QuantityLabels {
  quantity: string;
  less: string;
  more: string;
}

interface QuantityStepperProps {
  value: number;
  max: number;
  onChange: (value: number) => void;
  labels: QuantityLabels;
}

const step = "grid size-12 place-items-center text-lg enabled:hover:text-accent disabled:text-faint noscript:hidden";

export function QuantityStepper({ value, max, onChange, labels }: QuantityStepperProps) {
  const set = (next: number) => onChange(Math.min(max, Math.max(1, next || 1)));
  return (
    <div className="flex h-[52px] shrink-0 items-center rounded-full border border-line bg-raised">
      <button
        aria-label={labels.less}
        className={`${step} rounded-s-full`}
        disabled={value <= 1}
        onClick={() => set(value - 1)}
        type="button"
      >
        −
      </button>
      <input
        aria-label={labels.quantity}
        className="h-full w-8 [appearance:textfield] bg-transparent text-center font-semibold tabular-nums noscript:w-20 [&::-webkit-inner-spin-button]:appearance-none"
        inputMode="numeric"
        max={max}
        min={1}
        name="quantity"
        onChange={(event) => set(event.target.valueAsNumber)}
        type="number"
        value={value}
      />
      <button
        aria-label={labels.more}
        className={`${step} rounded-e-full`}
        disabled={value >= max}
        onClick={() => set(value + 1)}
        type="button"
      >
        +
      </button>
    </div>
  );
}
