import type { Tx } from "@/lib/db/client";
import type { DropKey } from "./drop";

/** So many at a time: the rest follows with the next call, and stays in its order. */
const batchMax = 20_000;

export interface PlacedDrop extends DropKey {
  opensAt: Date;
  placedThrough: number;
}

/**
 * Gives those who joined since the last call their places, in one statement: by lot who was there before the opening,
 * then by when they came. The caller holds the drop's row, so no two give places at once. Returns how many were placed.
 */
export function placeTickets(tx: Tx, { productId, dropId, opensAt, placedThrough }: PlacedDrop): Promise<number> {
  return tx.$executeRaw`
    WITH unplaced AS MATERIALIZED (
      SELECT ticket_id, row_number() OVER (
               ORDER BY joined_at >= ${opensAt}::timestamptz,
                 CASE WHEN joined_at < ${opensAt}::timestamptz THEN random() END, joined_at, ticket_id) AS nth
        FROM drop_place
       WHERE product_id = ${productId}::uuid AND drop_id = ${dropId}::uuid AND place IS NULL
       ORDER BY nth LIMIT ${batchMax}
    )
    UPDATE drop_place p SET place = ${placedThrough}::int + u.nth::int
      FROM unplaced u
     WHERE p.product_id = ${productId}::uuid AND p.drop_id = ${dropId}::uuid AND p.ticket_id = u.ticket_id AND p.place IS NULL`;
}
