import { expect, it, vi } from "vitest";
import { idleForm } from "@/components/ui/form-state";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { saveRules } from "./actions";

const desk = vi.hoisted(() => ({ token: null as object | null }));
vi.mock("next/cache", () => ({ refresh: () => undefined, revalidatePath: () => undefined }));
vi.mock("next/server", () => ({ connection: async () => undefined }));
vi.mock("next/headers", () => ({ cookies: async () => new Map() }));
vi.mock("next-auth", () => ({ getServerSession: async () => desk.token }));
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const database = useDatabase();

it("rules from a page that did not send what they were typed over are told to be outdated, and change nothing", async () => {
  const { db } = database;
  const world = await makeWorld(db);
  const staffId = newId();
  const account = { staffId, email: "clerk@example.com", name: "Test", passwordHash: "-", createdAt: new Date() };
  await db.staffAccount.create({ data: { ...account, merchantIds: [world.merchantId] } });
  await db.staffMembership.create({ data: { merchantId: world.merchantId, staffId, role: "clerk" } });
  desk.token = { sub: staffId, epoch: 1 };
  const { productId, variantId } = await makeProduct(db, world);
  const rules = {
    stockPolicy: "deny",
    oversellMax: "",
    shipsFrom: "",
    lowStockAt: "7",
    perCustomerMax: "",
    stripes: "1",
  };
  const form = new FormData();
  for (const [name, value] of Object.entries({ productId, variantId, seen: "deny", ...rules })) form.set(name, value);
  const refused = await saveRules("en-US", idleForm, form);
  expect(refused).toMatchObject({ status: "failed", message: "outdated", values: { lowStockAt: "7" } });
  expect(await db.variant.findFirst({ where: { variantId, lowStockAt: 7 } })).toBeNull();
});
