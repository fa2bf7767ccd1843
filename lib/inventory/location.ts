import { z } from "zod";
import { typedText } from "@/lib/core/typed-text";

const line = typedText().max(80, "too_long");

/** A place as its merchant types it: every fault is told beside its field. */
export const locationSchema = z.object({
  name: typedText().min(1, "name_missing").max(80, "name_missing"),
  line1: line,
  line2: line,
  postalCode: line,
  city: line,
  state: line,
  country: typedText()
    .toUpperCase()
    .regex(/^([A-Z]{2})?$/, "country_wrong"),
});

export type LocationFields = z.infer<typeof locationSchema>;

/** Whether a parcel can be sent there. Not every country has postal codes or states. */
export const isDeliverable = ({ line1, city, country }: Pick<LocationFields, "line1" | "city" | "country">): boolean =>
  line1 !== "" && city !== "" && country !== "";
