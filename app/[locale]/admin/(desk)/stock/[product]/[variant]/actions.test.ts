import { expect, it } from "vitest";
import { idleForm } from "@/components/ui/form-state";
import { standAtDesk } from "@/dev/testing/at-the-desk";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { formOf } from "@/dev/testing/form-of";
import { hire } from "@/dev/testing/hire";
import { useDatabase } from "@/dev/testing/use-database";
import { saveRules } from "./actions";

const database = useDatabase();

it("rules from a page that did not send what they were typed over are told to be outdated, and change nothing", async () => {
  const { db } = database;
  const world = await makeWorld(db);
  standAtDesk(await hire(db, { merchantId: world.merchantId, role: "clerk" }));
  const { productId, variantId } = await makeProduct(db, world);
  const rules = {
    stockPolicy: "deny",
    oversellMax: "",
    shipsFrom: "",
    lowStockAt: "7",
    perCustomerMax: "",
    stripes: "1",
  };
  const form = formOf({ productId, variantId, seen: "deny", ...rules });
  const refused = await saveRules("en-US", idleForm, form);
  expect(refused).toMatchObject({ status: "failed", message: "outdated", values: { lowStockAt: "7" } });
  expect(await db.variant.findFirst({ where: { variantId, lowStockAt: 7 } })).toBeNull();
});
