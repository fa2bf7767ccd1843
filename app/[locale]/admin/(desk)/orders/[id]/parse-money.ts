import { z } from "zod";
import { idSchema } from "@/lib/core/ids";
import { typedCount } from "@/lib/core/typed-count";
import { typedText } from "@/lib/core/typed-text";

export const refundReasons = ["damaged", "not_as_described", "late", "goodwill", "other"] as const;
export const cancelReasons = ["sold_out", "buyer_asked", "suspicious", "other"] as const;

const prefixes = { refund: "refund.", cancel: "cancel." } as const;

export const unitsField = (kind: keyof typeof prefixes, lineId: string): string => prefixes[kind] + lineId;

const taxPrefix = "tax.";

/** Ticked: all that is left of the line's tax goes back. */
export const taxField = (lineId: string): string => taxPrefix + lineId;

/** Units by line, as typed; a blank field is none, what is no number is told by the verb as wrong. */
export function readUnits(form: FormData, kind: keyof typeof prefixes): { lineId: string; quantity: number }[] {
  return [...form].flatMap(([name, value]) => {
    if (!name.startsWith(prefixes[kind])) return [];
    const quantity = typedCount(value) ?? 0;
    return quantity === 0 ? [] : [{ lineId: name.slice(prefixes[kind].length), quantity }];
  });
}

/** What of which lines goes back: units, their tax alone, or both. */
export function readRefundLines(form: FormData): { lineId: string; quantity: number; allTax?: boolean }[] {
  const units = readUnits(form, "refund");
  const taxed = [...form.keys()].flatMap((name) => (name.startsWith(taxPrefix) ? [name.slice(taxPrefix.length)] : []));
  return [
    ...units.map((line) => (taxed.includes(line.lineId) ? { ...line, allTax: true } : line)),
    ...taxed
      .filter((lineId) => !units.some((line) => line.lineId === lineId))
      .map((lineId) => ({ lineId, quantity: 0, allTax: true })),
  ];
}

export const refundFormSchema = z.object({
  fulfilmentId: idSchema,
  refundId: idSchema,
  reason: z.enum(refundReasons),
  note: typedText().max(500).default(""),
  shipping: typedText().max(20).default(""),
  confirm: z.string().default(""),
});

export const cancelFormSchema = z.object({
  fulfilmentId: idSchema,
  cancellationId: idSchema,
  reason: z.enum(cancelReasons),
  confirm: z.string().default(""),
});
