import type { Db } from "@/lib/db/client";
import type { Attempt } from "./buyer";
import type { Outside } from "./outside";
import type { Room } from "./waiting-room";

export interface Books {
  db: Db;
  outside: Outside;
  /** What the buyers were told. */
  attempts: readonly Pick<Attempt, "key" | "order">[];
  /** Where a drop was sold. */
  room: Room | null;
  /** Vouchers that could be paid for orders that were over, before their days had gone by. */
  vouchersInVain: readonly object[];
}

export interface Finding {
  checked: number;
  /** Rows that are not as the law says; empty when it holds. */
  differences: object[];
}

/** States of an order whose money is the shop's. */
export const good = ["paid", "partially_shipped", "shipped", "delivered"];
