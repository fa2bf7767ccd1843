import { z } from "zod";

/** A place as its merchant types it: every fault is told beside its field. */
export const locationSchema = z.object({
  name: z.string().trim().min(1, "name_missing").max(80, "name_missing"),
  city: z.string().trim().max(80, "city_long"),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z]{2})?$/, "country_wrong"),
});

export type LocationFields = z.infer<typeof locationSchema>;
