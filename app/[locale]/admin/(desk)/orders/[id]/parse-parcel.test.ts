import { expect, it } from "vitest";
import { formOf } from "@/dev/testing/form-of";
import { newId } from "@/lib/core/ids";
import { parseParcel, quantityField } from "./parse-parcel";

const lineId = newId();
const fields = { fulfilmentId: newId(), shipmentId: newId(), carrier: "dhl", tracking: "00340434161094021501" };

const parse = (changes: Record<string, string>) => parseParcel(formOf({ ...fields, ...changes }));

it("reads the units of each line, and none where nothing was typed", () => {
  expect(parse({ [quantityField(lineId)]: " 2 " })).toMatchObject({ input: { lines: [{ lineId, quantity: 2 }] } });
  expect(parse({ [quantityField(lineId)]: "２" })).toMatchObject({ input: { lines: [{ lineId, quantity: 2 }] } });
  expect(parse({ [quantityField(lineId)]: "" })).toMatchObject({ input: { lines: [{ lineId, quantity: 0 }] } });
});

it.each(["-1", "1.5", "two", "1e3", "99999999"])("names the field of a quantity that is none: %s", (typed) => {
  expect(parse({ [quantityField(lineId)]: typed })).toEqual({ ok: false, faults: new Set([quantityField(lineId)]) });
});

it("names every field that is wrong at once", () => {
  expect(parse({ carrier: "pigeon", tracking: "?", [quantityField(lineId)]: "x" })).toEqual({
    ok: false,
    faults: new Set(["carrier", "tracking", quantityField(lineId)]),
  });
});
