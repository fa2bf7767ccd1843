import { z } from "zod";
import { closeDrop } from "@/lib/inventory/waiting-room/close-drop";
import { createDrop } from "@/lib/inventory/waiting-room/create-drop";
import { dropStatuses } from "@/lib/inventory/waiting-room/drop";
import { joinDrop } from "@/lib/inventory/waiting-room/join-drop";
import { readPlace } from "@/lib/inventory/waiting-room/read-place";
import { sharedStatus } from "@/lib/inventory/waiting-room/shared-status";
import { outcome, staffOf, verb } from "./verb";

const ticket = z.object({ productId: z.guid(), ticketId: z.guid() });
const dropKey = z.object({ merchantId: z.guid(), productId: z.guid(), dropId: z.guid() });

const own = z.object({ joined: z.boolean(), place: z.number().nullable(), admittedUntil: z.string().nullable() });
const signal = z.object({
  status: z.enum(dropStatuses),
  opensAt: z.string(),
  placedThrough: z.number(),
  admittedThrough: z.number(),
  pacePerSecond: z.number(),
  soldOut: z.boolean(),
});

/** What the addresses of a waiting room do, and the two forms of its merchant. */
export const dropVerbs = {
  createDrop: verb(
    z.object({ merchantId: z.guid(), productId: z.guid(), opensAt: z.iso.datetime(), pacePerSecond: z.number() }),
    z.object({ dropId: z.string().nullable() }),
    async ({ db }, { merchantId, opensAt, ...wish }) => {
      const staff = { ...staffOf(merchantId), now: new Date() };
      const made = await createDrop(db, staff, { ...wish, opensAt: new Date(opensAt) });
      return { dropId: made.ok ? made.value.dropId : null };
    },
  ),
  closeDrop: verb(dropKey, outcome, async ({ db }, { merchantId, ...key }) => {
    const closed = await closeDrop(db, { ...staffOf(merchantId), now: new Date() }, key);
    return { code: closed.ok ? "ok" : closed.error.code };
  }),
  joinDrop: verb(ticket, z.object({ own: own.nullable() }), async ({ db }, key) => {
    const joined = await joinDrop(db, key, new Date());
    return { own: joined.ok ? joined.value : null };
  }),
  dropPlace: verb(ticket, z.object({ own: own.nullable() }), async ({ db }, key) => ({
    own: await readPlace(db, key),
  })),
  dropStatus: verb(
    z.object({ productId: z.guid() }),
    z.object({ signal: signal.nullable() }),
    async ({ db }, { productId }) => ({ signal: await sharedStatus(db, productId, new Date()) }),
  ),
};
