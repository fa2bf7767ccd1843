import { describe, expect, it } from "vitest";
import { isDeliverable } from "@/lib/inventory/location";
import { locationFormSchema, stateNameOf } from "./parse-location";

const typed = { name: "Depot", line1: "", line2: "", postalCode: "", city: "", state: "", country: "" };
const parse = (fields: Partial<typeof typed>) => locationFormSchema.safeParse({ ...typed, ...fields });
const faults = (fields: Partial<typeof typed>) =>
  Object.fromEntries((parse(fields).error?.issues ?? []).map(({ path, message }) => [path[0], message]));

describe("the form of a location", () => {
  it("takes a place without an address, to which nothing can be sent", () => {
    const place = parse({ city: "Bergen", country: "no" }).data;
    expect(place).toMatchObject({ city: "Bergen", country: "NO" });
    expect(place && isDeliverable(place)).toBe(false);
  });

  it("asks for the rest of an address that was begun, as its country writes it", () => {
    expect(faults({ line1: "Oranienstraße 25", country: "DE", postalCode: "109" })).toEqual({
      postalCode: "postal_code",
      city: "city_missing",
    });
    expect(faults({ postalCode: "4050-032", city: "Porto" })).toEqual({
      line1: "line1_missing",
      country: "country_wrong",
    });
    expect(faults({ line1: "2450 Harrison St", city: "San Francisco", postalCode: "94110", country: "US" })).toEqual({
      state: "state",
    });
    expect(faults({ line1: "Rua do Almada 214", city: "Porto", postalCode: "4050-032", country: "PT" })).toEqual({});
  });

  it("keeps a state by its code and a postal code as it is written, however they were typed", () => {
    const osaka = parse({
      line1: "3-14-6",
      city: "大阪市北区中津",
      postalCode: "５３１００７１",
      state: "大阪府",
      country: "jp",
    });
    expect(osaka.data).toMatchObject({ postalCode: "531-0071", state: "27", country: "JP" });
    expect(stateNameOf({ country: "JP", state: "27" }, "de")).toBe("Osaka");
    const depot = parse({ line1: "1 Main St", city: "Reno", postalCode: "89501", state: "nevada", country: "US" });
    expect(depot.data?.state).toBe("NV");
    expect(depot.data && isDeliverable(depot.data)).toBe(true);
  });
});
