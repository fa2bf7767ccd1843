import type { ProductOption } from "./product";
import type { AttributeLabels } from "./read-attribute-labels";

/** The choices that make variants. Only values that a variant has, in the order the variants bring them. */
export function composeOptions(
  optionKeys: readonly string[],
  variants: readonly { options: Record<string, string> }[],
  labels: AttributeLabels,
): ProductOption[] {
  return optionKeys.map((key) => {
    const { name, kind } = labels.attribute(key);
    const values = new Set(variants.flatMap(({ options }) => options[key] ?? []));
    return { key, name, kind, values: [...values].map((value) => ({ key: value, ...labels.value(key, value) })) };
  });
}
