import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { answerOf, deed, follow, holdsFor, modelTimeout } from "@/dev/testing/model";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { cancelLines } from "@/lib/orders/cancel-lines";
import { type OrderStatus, orderTransitions } from "@/lib/orders/order";
import { cutFulfilments } from "./cut-fulfilments";
import {
  type FulfilmentStatus,
  fulfilmentStatuses,
  fulfilmentTransitions,
  type ShipmentStatus,
  shipmentTransitions,
} from "./fulfilment";
import { markDelivered } from "./mark-delivered";
import { shipFulfilment } from "./ship-fulfilment";

/**
 * The parts of an order as a model knows them: a parcel takes units that stand, what is called off is out of its part at
 * once, a part is settled when it is next cut, and each status follows its transition table. The shop has to answer as
 * the model does, and to be where it is, after every step.
 */
const database = useDatabase();
const staffId = newId();
let worlds: [World, World];
beforeAll(async () => {
  worlds = [await makeWorld(database.db), await makeWorld(database.db)];
});

interface Line {
  quantity: number;
  shipped: number;
  cancelled: number;
}

interface Model {
  order: OrderStatus;
  parts: { status: FulfilmentStatus; parcels: ShipmentStatus[]; lines: Line[] }[];
}

interface Real {
  key: { customerId: string; orderId: string };
  parts: { merchantId: string; fulfilmentId: string; lineIds: string[]; shipmentIds: string[] }[];
}

/** How many units of each line, by part. */
const units = [[3, 2], [2]];

async function begin(): Promise<{ model: Model; real: Real }> {
  const { db } = database;
  const variants = [];
  for (const [nth, own] of units.entries())
    for (const quantity of own) variants.push({ ...(await makeProduct(db, worlds[nth] ?? worlds[0])), quantity });
  const { customerId, orderId } = await makeSettledOrder(db, variants);
  const key = { customerId, orderId };
  await cutFulfilments(db, key, noon);
  const lines = await db.orderLine.findMany({ where: key, orderBy: { position: "asc" } });
  const parts = worlds.map(async ({ merchantId }) => {
    const { fulfilmentId } = await db.fulfilment.findFirstOrThrow({ where: { merchantId, orderId } });
    const lineIds = lines.filter((line) => line.merchantId === merchantId).map(({ lineId }) => lineId);
    return { merchantId, fulfilmentId, lineIds, shipmentIds: [] };
  });
  const fresh = (quantity: number): Line => ({ quantity, shipped: 0, cancelled: 0 });
  return {
    model: {
      order: "paid",
      parts: units.map((own) => ({ status: "to_pack", parcels: [], lines: own.map(fresh) })),
    },
    real: { key, parts: await Promise.all(parts) },
  };
}

const reached = new Set<string>();

async function look({ key, parts }: Real): Promise<Model> {
  const { db } = database;
  const order = await db.order.findUniqueOrThrow({ where: { customerId_orderId: key }, include: { lines: true } });
  const found = parts.map(async ({ merchantId, fulfilmentId, lineIds, shipmentIds }) => {
    const part = await db.fulfilment.findUniqueOrThrow({
      where: { merchantId_fulfilmentId: { merchantId, fulfilmentId } },
      include: { lines: true, shipments: true },
    });
    const parcels = shipmentIds.flatMap((id) => part.shipments.filter(({ shipmentId }) => shipmentId === id));
    expect(part.shipments).toHaveLength(parcels.length);
    const lines = lineIds.map((lineId) => {
      const ordered = order.lines.find((line) => line.lineId === lineId);
      const own = part.lines.find((line) => line.lineId === lineId);
      expect(own?.cancelledQuantity).toBe(ordered?.cancelledQuantity);
      return {
        quantity: own?.quantity ?? 0,
        shipped: own?.shippedQuantity ?? 0,
        cancelled: own?.cancelledQuantity ?? 0,
      };
    });
    reached.add(part.status);
    return { status: part.status, parcels: parcels.map(({ status }) => status), lines };
  });
  return { order: order.status, parts: await Promise.all(found) };
}

const standing = ({ quantity, shipped, cancelled }: Line): number => quantity - shipped - cancelled;

function settlePart(part: Model["parts"][number]): void {
  const left = part.lines.some((line) => standing(line) > 0);
  const whole = part.parcels.every((parcel) => parcel === "delivered") ? "delivered" : "shipped";
  const untouched = left ? "to_pack" : "cancelled";
  const to = part.parcels.length === 0 ? untouched : left ? "partially_shipped" : whole;
  part.status = follow(fulfilmentTransitions, part.status, to);
}

function advance(model: Model): void {
  const parcels = model.parts.flatMap((part) => part.parcels);
  if (parcels.length === 0) return;
  const left = model.parts.some(({ lines }) => lines.some((line) => standing(line) > 0));
  model.order = follow(orderTransitions, model.order, left ? "partially_shipped" : "shipped");
  if (!left && parcels.every((parcel) => parcel === "delivered"))
    model.order = follow(orderTransitions, model.order, "delivered");
}

function cut(model: Model): void {
  for (const part of model.parts) settlePart(part);
  advance(model);
}

const nth = fc.nat(1);
const some = fc.array(fc.record({ line: nth, quantity: fc.integer({ min: 1, max: 3 }) }), { maxLength: 3 });
const partOf = <T>(parts: readonly T[], index: number): T => {
  const part = parts[index];
  if (!part) throw new Error("an order has two parts");
  return part;
};
const parcelOf = ({ parcels }: { parcels: readonly unknown[] }, parcel: number) => parcel % parcels.length;
const staffOf = (merchantId: string) => ({ merchantId, staffId });
const label = { carrier: "ups" as const, tracking: "1Z999AA10123456784" };

const ships = deed<Model, Real, { part: number; chosen: { line: number; quantity: number }[] | null }>(
  {
    what: "a parcel leaves",
    input: fc.record({ part: nth, chosen: fc.option(some) }),
    act: async ({ parts }, { part, chosen }) => {
      const { merchantId, fulfilmentId, lineIds, shipmentIds } = partOf(parts, part);
      const lines = chosen?.map(({ line, quantity }) => ({ lineId: lineIds[line] ?? newId(), quantity }));
      const parcel = { fulfilmentId, shipmentId: newId(), ...label, ...(lines ? { lines } : {}) };
      const done = await shipFulfilment(database.db, staffOf(merchantId), parcel, noon);
      if (done.ok) shipmentIds.push(parcel.shipmentId);
      return answerOf(done);
    },
    predict: (model, { part, chosen }) => {
      cut(model);
      const own = partOf(model.parts, part);
      if (own.status === "cancelled") return "cancelled";
      if (!own.lines.some((line) => standing(line) > 0)) return "already_shipped";
      const asked = own.lines.map((line, at) =>
        chosen ? chosen.reduce((sum, each) => sum + (each.line === at ? each.quantity : 0), 0) : standing(line),
      );
      if (chosen?.length === 0) return "nothing_chosen";
      if (chosen?.some(({ line }) => line >= own.lines.length)) return "too_many";
      if (own.lines.some((line, at) => (asked[at] ?? 0) > standing(line))) return "too_many";
      for (const [at, line] of own.lines.entries()) line.shipped += asked[at] ?? 0;
      own.parcels.push("shipped");
      settlePart(own);
      advance(model);
      return "ok";
    },
  },
  look,
);

const shipsAgain = deed<Model, Real, number>(
  {
    what: "the form of a parcel that left is sent again",
    input: nth,
    isPossible: ({ parts }, part) => partOf(parts, part).parcels.length > 0,
    act: async ({ parts }, part) => {
      const { merchantId, fulfilmentId, shipmentIds } = partOf(parts, part);
      const parcel = { fulfilmentId, shipmentId: shipmentIds[0] ?? "", ...label };
      return answerOf(await shipFulfilment(database.db, staffOf(merchantId), parcel, noon));
    },
    predict: (model) => {
      cut(model);
      return "already_shipped";
    },
  },
  look,
);

const arrives = deed<Model, Real, { part: number; parcel: number }>(
  {
    what: "a parcel arrives",
    input: fc.record({ part: nth, parcel: fc.nat(5) }),
    isPossible: ({ parts }, { part }) => partOf(parts, part).parcels.length > 0,
    act: async ({ parts }, { part, parcel }, model) => {
      const { merchantId, fulfilmentId, shipmentIds } = partOf(parts, part);
      const shipmentId = shipmentIds[parcelOf(partOf(model.parts, part), parcel)] ?? "";
      return answerOf(await markDelivered(database.db, staffOf(merchantId), { fulfilmentId, shipmentId }, noon));
    },
    predict: (model, { part, parcel }) => {
      const own = partOf(model.parts, part);
      const at = parcelOf(own, parcel);
      const from = own.parcels[at] ?? "delivered";
      const to = follow(shipmentTransitions, from, "delivered");
      if (to === from) return "already_delivered";
      own.parcels[at] = to;
      settlePart(own);
      advance(model);
      return "ok";
    },
  },
  look,
);

const callsOff = deed<Model, Real, { part: number; chosen: { line: number; quantity: number } | null; buyer: boolean }>(
  {
    what: "units are called off",
    input: fc.record({
      part: nth,
      chosen: fc.option(fc.record({ line: nth, quantity: fc.integer({ min: 1, max: 3 }) })),
      buyer: fc.boolean(),
    }),
    act: async ({ key, parts }, { part, chosen, buyer }) => {
      const { merchantId, lineIds } = partOf(parts, part);
      const lineId = lineIds[chosen?.line ?? 0] ?? newId();
      const lines = chosen ? [{ lineId, quantity: chosen.quantity }] : ("all" as const);
      const wish = { ...key, cancellationId: newId(), lines, reason: "changed_mind", actor: "shopper" as const };
      return answerOf(await cancelLines(database.db, { ...wish, merchantId, untouched: buyer }, noon));
    },
    predict: (model, { part, chosen, buyer }) => {
      const touched = model.parts.some(({ parcels }) => parcels.length > 0);
      if ((model.order !== "paid" && model.order !== "partially_shipped") || (buyer && touched))
        return "not_cancellable";
      const { lines } = partOf(model.parts, part);
      const wanted = lines.map((line, at) => (chosen ? (chosen.line === at ? chosen.quantity : 0) : standing(line)));
      if (chosen && chosen.line >= lines.length) return "quantity_invalid";
      if (lines.some((line, at) => (wanted[at] ?? 0) > standing(line))) return "quantity_invalid";
      if (wanted.every((quantity) => quantity === 0)) return "nothing_chosen";
      for (const [at, line] of lines.entries()) line.cancelled += wanted[at] ?? 0;
      if (model.parts.every((each) => each.lines.every(({ quantity, cancelled }) => quantity === cancelled)))
        model.order = follow(orderTransitions, model.order, "cancelled");
      return "ok";
    },
  },
  look,
);

const cuts = deed<Model, Real, null>(
  {
    what: "the parts are cut",
    input: fc.constant(null),
    act: async ({ key }) => {
      await cutFulfilments(database.db, key, noon);
      return "ok";
    },
    predict: (model) => {
      cut(model);
      return "ok";
    },
  },
  look,
);

test(
  "parts of an order are where the model of them is, whatever is shipped, called off and delivered",
  async () => {
    const walk = fc.commands([ships, ships, arrives, arrives, arrives, callsOff, cuts, shipsAgain], {
      maxCommands: 16,
      size: "max",
    });
    await holdsFor(
      fc.asyncProperty(walk, async (commands) => {
        const { model, real } = await begin();
        await fc.asyncModelRun(() => ({ model, real }), commands);
      }),
      20,
    );
    expect([...reached].toSorted()).toEqual([...fulfilmentStatuses].toSorted());
  },
  modelTimeout,
);
