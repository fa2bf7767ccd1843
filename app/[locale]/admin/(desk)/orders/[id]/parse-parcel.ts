import { typedCount } from "@/lib/core/typed-count";
import { shipSchema } from "@/lib/fulfilment/fulfilment";

const quantityPrefix = "quantity.";

export const quantityField = (lineId: string): string => quantityPrefix + lineId;

/** The form of a parcel as the verb takes it; a blank quantity is none. Faults are named by their field. */
export function parseParcel(form: FormData) {
  const { fulfilmentId, shipmentId, carrier, tracking } = Object.fromEntries(form);
  const quantities = [...form].filter(([name]) => name.startsWith(quantityPrefix));
  const lines = quantities.map(([name, value]) => ({
    lineId: name.slice(quantityPrefix.length),
    quantity: typedCount(value) ?? 0,
  }));
  const parsed = shipSchema.safeParse({ fulfilmentId, shipmentId, carrier, tracking, lines });
  if (parsed.success) return { ok: true as const, input: parsed.data };
  const faults = new Set(
    parsed.error.issues.map(({ path: [field, index] }) =>
      field === "lines" && typeof index === "number" ? quantityField(lines[index]?.lineId ?? "") : String(field),
    ),
  );
  return { ok: false as const, faults };
}
