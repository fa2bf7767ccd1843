"use client";

import type { ProductOption } from "@/lib/catalog/product";
import { useChoice } from "./product-choice";

export interface PickerLabels {
  valueSoldOut: string;
  valueMissing: string;
}

/** A group of radio buttons an option, so that arrow keys, names and states are the browser's own. */
export function VariantPicker({ options, labels }: { options: ProductOption[]; labels: PickerLabels }) {
  const { variant, target, choose } = useChoice();
  return options.map((option) => {
    const chosen = option.values.find(({ key }) => key === variant.options[option.key]);
    return (
      <fieldset className="mt-5 min-w-0 noscript:hidden" key={option.key}>
        <legend className="text-sm">
          <span className="font-semibold">{option.name}</span>
          {option.kind === "swatch" ? <span className="text-soft"> {chosen?.label}</span> : null}
        </legend>
        <div className={`mt-2.5 flex flex-wrap ${option.kind === "swatch" ? "gap-1.5" : "gap-2.5"}`}>
          {option.values.map((value) => {
            const leadsTo = target(option.key, value.key);
            const state = !leadsTo ? labels.valueMissing : leadsTo.free === 0 ? labels.valueSoldOut : "";
            const input = {
              "aria-label": state ? `${value.label}, ${state}` : value.label,
              checked: value === chosen,
              disabled: !leadsTo,
              name: `option-${option.key}`,
              onChange: () => choose(option.key, value.key),
              type: "radio",
              value: value.key,
            };
            return option.kind === "swatch" ? (
              <label
                className={`relative grid size-11 place-items-center ${leadsTo ? "" : "opacity-40"}`}
                key={value.key}
                title={value.label}
              >
                <input
                  {...input}
                  className="size-8 appearance-none forced-color-adjust-none rounded-full border border-ink/20 checked:outline-2 checked:outline-offset-3 checked:outline-ink enabled:cursor-pointer focus-visible:shadow-[0_0_0_8px_color-mix(in_oklab,var(--ink)_22%,transparent)]"
                  style={{ background: value.swatch ?? "var(--sunken)" }}
                />
                {state ? (
                  <span
                    aria-hidden
                    className="pointer-events-none absolute h-px w-9 rotate-45 bg-ink forced-color-adjust-none shadow-[0_0_0_1px_var(--paper)]"
                  />
                ) : null}
              </label>
            ) : (
              <label
                className={`relative inline-flex min-h-11 items-center rounded-field border bg-raised px-4 text-sm font-semibold has-checked:border-ink has-checked:shadow-[inset_0_0_0_1px_var(--ink)] has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-ink ${leadsTo ? "border-line hover:border-ink" : "border-line bg-sunken text-faint line-through"} ${leadsTo && state ? "border-dashed text-faint" : ""}`}
                key={value.key}
                title={state || undefined}
              >
                <input
                  {...input}
                  className="absolute inset-0 size-full cursor-[inherit] appearance-none rounded-[inherit] outline-none"
                />
                <span>
                  {value.label}
                  {leadsTo && leadsTo.price !== variant.price ? (
                    <span className="font-normal text-soft tabular-nums"> · {leadsTo.price}</span>
                  ) : null}
                </span>
              </label>
            );
          })}
        </div>
      </fieldset>
    );
  });
}
