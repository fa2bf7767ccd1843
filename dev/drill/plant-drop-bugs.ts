import { vi } from "vitest";
import { has } from "./planted";

// As plant-bugs.ts: the waiting room of a drop as it is, but for the guard that is taken out.

vi.mock("@/lib/inventory/waiting-room/require-admission", async (real) => {
  const { requireAdmission } = await real<typeof import("@/lib/inventory/waiting-room/require-admission")>();
  return {
    requireAdmission: async (...[tx, { ticketId, productIds }, now]: Parameters<typeof requireAdmission>) => {
      const productId = { in: [...productIds] };
      if (has("no admission asked for")) return null;
      if (
        has("no admission asked for once open") &&
        (await tx.drop.count({ where: { productId, opensAt: { lt: now } } }))
      )
        return null;
      if (
        has("an admission for many orders") &&
        (await tx.dropPlace.count({ where: { productId, ticketId, admittedAt: { not: null } } }))
      )
        return null;
      return requireAdmission(tx, { ticketId, productIds }, now);
    },
  };
});
vi.mock("@/lib/inventory/waiting-room/place-tickets", async (real) => {
  const { placeTickets } = await real<typeof import("@/lib/inventory/waiting-room/place-tickets")>();
  return {
    placeTickets: async (...[tx, drop]: Parameters<typeof placeTickets>) => {
      const placed = await placeTickets(tx, drop);
      if (has("all places by lot"))
        await tx.$executeRaw`
          update drop_place set place = ${drop.placedThrough * 2 + placed + 1}::int - place
           where product_id = ${drop.productId}::uuid and place > ${drop.placedThrough}::int`;
      if (has("places drawn anew"))
        await tx.$executeRaw`
          with drawn as (select ticket_id, row_number() over (order by place) as nth, row_number() over (order by place desc) as other
                           from drop_place where product_id = ${drop.productId}::uuid and admitted_at is null and place is not null)
          update drop_place p set place = theirs.place
            from drawn mine join drawn yours on yours.nth = mine.other
            join drop_place theirs on theirs.ticket_id = yours.ticket_id and theirs.product_id = ${drop.productId}::uuid
           where p.product_id = ${drop.productId}::uuid and p.ticket_id = mine.ticket_id`;
      return placed;
    },
  };
});
vi.mock("@/lib/inventory/waiting-room/advance-drop", async (real) => {
  const { advanceDrop } = await real<typeof import("@/lib/inventory/waiting-room/advance-drop")>();
  return {
    advanceDrop: async (...[db, key, now]: Parameters<typeof advanceDrop>) => {
      if (has("nobody called")) return;
      await advanceDrop(db, key, now);
      if (!has("called beyond what is free")) return;
      await db.dropPlace.updateMany({
        where: { ...key, place: { not: null }, admittedAt: null },
        data: { admittedAt: now },
      });
      await db.$executeRaw`update "drop" set admitted_through = placed_through where product_id = ${key.productId}::uuid`;
    },
  };
});
/** Since when all of a drop is sold. */
const soldOutSince = new Map<string, number>();
vi.mock("@/lib/inventory/waiting-room/shared-status", async (real) => {
  const { sharedStatus } = await real<typeof import("@/lib/inventory/waiting-room/shared-status")>();
  return {
    sharedStatus: async (...[db, productId, now]: Parameters<typeof sharedStatus>) => {
      const signal = await sharedStatus(db, productId, now);
      if (!has("a status kept too long") || !signal?.soldOut) return signal;
      const since = soldOutSince.get(productId) ?? now.getTime();
      soldOutSince.set(productId, since);
      return { ...signal, soldOut: now.getTime() >= since + 900 };
    },
  };
});
vi.mock("@/lib/checkout/write-order", async (real) => {
  const write = await real<typeof import("@/lib/checkout/write-order")>();
  return {
    ...write,
    writeOrder: async (...[tx, order]: Parameters<typeof write.writeOrder>) => {
      const inRush = order.quote.cart.lines.some(({ rush }) => rush);
      return write.writeOrder(tx, has("vouchers for a drop") ? { ...order, promptOnly: inRush } : order);
    },
  };
});
