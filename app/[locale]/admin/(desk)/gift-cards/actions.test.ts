import { beforeAll, expect, it, vi } from "vitest";
import { idleForm } from "@/components/ui/form-state";
import { makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { issue } from "./actions";

const desk = vi.hoisted(() => ({ token: null as object | null }));
vi.mock("next/cache", () => ({ refresh: () => undefined }));
vi.mock("next/server", () => ({ connection: async () => undefined }));
vi.mock("next/headers", () => ({ cookies: async () => new Map() }));
vi.mock("next-auth", () => ({ getServerSession: async () => desk.token }));
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const database = useDatabase();
beforeAll(async () => {
  const { db } = database;
  const { merchantId } = await makeWorld(db);
  const staffId = newId();
  const account = { staffId, email: "robin@example.com", name: "Test", passwordHash: "-", createdAt: new Date() };
  await db.staffAccount.create({ data: { ...account, merchantIds: [merchantId], operator: true } });
  await db.staffMembership.create({ data: { merchantId, staffId, role: "owner" } });
  desk.token = { sub: staffId, epoch: 1 };
});

it("everything that is wrong with a gift card is told at once, each beside its field", async () => {
  const press = (fields: Record<string, string>) => {
    const form = new FormData();
    const all = {
      cardId: newId(),
      amount: "50",
      currency: "USD",
      email: "",
      mailLocale: "en-US",
      expires: "",
      ...fields,
    };
    for (const [name, value] of Object.entries(all)) form.set(name, value);
    return issue("en-US", idleForm, form);
  };
  const refused = await press({ amount: "fifty", email: "mara", expires: "2020-01-01" });
  expect(Object.keys(refused.errors).toSorted()).toEqual(["amount", "email", "expires"]);
  expect(refused.values).toMatchObject({ amount: "fifty", email: "mara", expires: "2020-01-01" });
  expect(await database.db.giftCard.count()).toBe(0);
  expect((await press({})).status).toBe("done");
});
