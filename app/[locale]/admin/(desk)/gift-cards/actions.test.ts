import { beforeAll, expect, it } from "vitest";
import { idleForm } from "@/components/ui/form-state";
import { standAtDesk } from "@/dev/testing/at-the-desk";
import { makeWorld } from "@/dev/testing/fixtures";
import { formOf } from "@/dev/testing/form-of";
import { hire } from "@/dev/testing/hire";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { issue } from "./actions";

const database = useDatabase();
beforeAll(async () => {
  const { db } = database;
  const { merchantId } = await makeWorld(db);
  standAtDesk(await hire(db, { merchantId, role: "owner", operator: true }));
});

it("everything that is wrong with a gift card is told at once, each beside its field", async () => {
  const press = (fields: Record<string, string>) => {
    const form = formOf({
      cardId: newId(),
      amount: "50",
      currency: "USD",
      email: "",
      mailLocale: "en-US",
      expires: "",
      ...fields,
    });
    return issue("en-US", idleForm, form);
  };
  const refused = await press({ amount: "fifty", email: "mara", expires: "2020-01-01" });
  expect(Object.keys(refused.errors).toSorted()).toEqual(["amount", "email", "expires"]);
  expect(refused.values).toMatchObject({ amount: "fifty", email: "mara", expires: "2020-01-01" });
  expect(await database.db.giftCard.count()).toBe(0);
  expect((await press({})).status).toBe("done");
});
