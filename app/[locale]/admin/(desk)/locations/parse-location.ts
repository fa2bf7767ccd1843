import { z } from "zod";
import { jpPrefectures } from "@/lib/checkout/jp-prefectures";
import { normalizePostalCode, postalCodes } from "@/lib/checkout/schemas";
import { usStates } from "@/lib/checkout/us-states";
import type { Language, Region } from "@/lib/i18n/markets";
import { type LocationFields, locationSchema } from "@/lib/inventory/location";

const isRegion = (country: string): country is Region => Object.hasOwn(postalCodes, country);

/** The states of a country by their code, with every name one may be typed by; null where an address names none. */
function statesOf(country: string): Map<string, string[]> | null {
  if (country === "US") return new Map(Object.entries(usStates).map(([code, name]) => [code, [code, name]]));
  if (country !== "JP") return null;
  return new Map(Object.entries(jpPrefectures).map(([code, { ja, latin }]) => [code, [code, ja, latin]]));
}

function stateCodeOf(country: string, typed: string): string {
  const wanted = typed.normalize("NFKC").toLowerCase();
  const found = [...(statesOf(country) ?? [])].find(([, names]) => names.some((name) => name.toLowerCase() === wanted));
  return found?.[0] ?? typed;
}

/** How a state that is kept by its code is shown to whoever may change it. */
export function stateNameOf({ country, state }: { country: string; state: string }, language: Language): string {
  const prefecture = country === "JP" ? jpPrefectures[state] : undefined;
  return prefecture?.[language === "ja" ? "ja" : "latin"] ?? state;
}

/** A place without an address is one to take stock from; once it has a part of one it needs all that its country asks for. */
function faultsOf({
  line1,
  line2,
  postalCode,
  city,
  state,
  country,
}: LocationFields): [keyof LocationFields, string][] {
  if (line1 + line2 + postalCode + state === "") return [];
  const faults: [keyof LocationFields, string][] = [];
  if (line1 === "") faults.push(["line1", "line1_missing"]);
  if (isRegion(country) && !postalCodes[country].pattern.test(postalCode)) faults.push(["postalCode", "postal_code"]);
  if (city === "") faults.push(["city", "city_missing"]);
  if (statesOf(country)?.has(state) === false) faults.push(["state", "state"]);
  if (country === "") faults.push(["country", "country_wrong"]);
  return faults;
}

/** The form of a place. Every issue is a code of `stock.locations.errors`. */
export const locationFormSchema = locationSchema
  .transform((place) => ({
    ...place,
    postalCode: isRegion(place.country) ? normalizePostalCode(place.country, place.postalCode) : place.postalCode,
    state: stateCodeOf(place.country, place.state),
  }))
  .superRefine((place, issues) => {
    for (const [field, message] of faultsOf(place)) issues.addIssue({ code: "custom", path: [field], message });
  });

export const locationFaultSchema = z
  .enum(["name_missing", "too_long", "line1_missing", "postal_code", "city_missing", "state", "country_wrong"])
  .catch("name_missing");
