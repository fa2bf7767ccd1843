import { beforeAll, expect, it } from "vitest";
import { makeBuyer } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { placeOrder } from "@/lib/checkout/place-order";
import { newId } from "@/lib/core/ids";
import { advanceDrop } from "@/lib/inventory/waiting-room/advance-drop";
import { createDrop } from "@/lib/inventory/waiting-room/create-drop";
import { joinDrop } from "@/lib/inventory/waiting-room/join-drop";
import { GET } from "./route";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

const ask = (id: string) => GET(new Request("http://localhost/status"), { params: Promise.resolve({ id }) });
const before = new Date(Date.now() - 60_000);
const opensAt = new Date(Date.now() - 30_000);

it("tells that everything is taken within two seconds of the last unit, though no job has looked since", async () => {
  const variant = await makeProduct(database.db, world, { onHand: 3 });
  const { productId } = variant;
  const staff = { merchantId: world.merchantId, staffId: newId(), now: before };
  const made = await createDrop(database.db, staff, { productId, opensAt, pacePerSecond: 20 });
  if (!made.ok) throw new Error(made.error.code);
  const buyers = await Promise.all([1, 2, 3].map(() => makeBuyer(database.db, [variant])));
  for (const { customerId } of buyers) await joinDrop(database.db, { productId, ticketId: customerId }, before);
  await advanceDrop(database.db, { productId, dropId: made.value.dropId }, new Date());
  expect(await (await ask(productId)).json()).toEqual({
    status: "open",
    opensAt: opensAt.toISOString(),
    placedThrough: 3,
    admittedThrough: 3,
    pacePerSecond: 20,
    soldOut: false,
  });

  // Somebody polls all the while, as waiters do: what was kept for them must not outlive the last unit by long.
  const polling = setInterval(() => void ask(productId), 20);
  const placed = await Promise.all(buyers.map((buyer) => placeOrder(database.db, buyer, new Date())));
  expect(placed.every(({ ok }) => ok)).toBe(true);
  const lastUnit = performance.now();
  while (!(await (await ask(productId)).json()).soldOut) await new Promise((wake) => setTimeout(wake, 20));
  clearInterval(polling);
  // A CDN keeps it for a second and a page asks every 0.7 s: what is left of the two seconds.
  expect(performance.now() - lastUnit).toBeLessThan(300);
});

it("is the same for all and kept by a CDN for one second; it carries no cookie", async () => {
  const { productId } = await makeProduct(database.db, world);
  const staff = { merchantId: world.merchantId, staffId: newId(), now: before };
  await createDrop(database.db, staff, { productId, opensAt, pacePerSecond: 20 });
  const reply = await ask(productId);
  expect(reply.headers.get("cache-control")).toBe("public, max-age=1, s-maxage=1");
  expect([reply.headers.get("set-cookie"), reply.headers.get("vary")]).toEqual([null, null]);
});

it("answers 404 where there is no drop and 400 for nonsense", async () => {
  expect((await ask(newId())).status).toBe(404);
  expect((await ask("1' or 1=1")).status).toBe(400);
});
