import type { Collection } from "../state/collection.ts";
import { referenceMissing } from "./api-error.ts";
import type { CreatedRange } from "./param-types.ts";

export interface PageQuery {
  limit: number;
  starting_after?: string;
  ending_before?: string;
  created?: CreatedRange;
}

export interface Page<T> {
  records: T[];
  hasMore: boolean;
}

/**
 * One page, newest first. `ids` narrows it to those of an index, oldest first; without it the whole collection is paged,
 * from the cursor's own place and never from the beginning.
 */
export function listPage<T extends { id: string; created: number }>(
  collection: Collection<T>,
  query: PageQuery,
  options: { noun: string; ids?: readonly string[]; keep?: (record: T) => boolean },
): Page<T> {
  const ids = options.ids ?? collection.ids;
  const place = (id: string) => (options.ids ? ids.indexOf(id) : collection.position(id));
  const backwards = query.ending_before !== undefined;
  const cursor = query.ending_before ?? query.starting_after;
  const at = cursor === undefined ? ids.length : place(cursor);
  if (at < 0) throw referenceMissing(options.noun, cursor ?? "", backwards ? "ending_before" : "starting_after");

  const step = backwards ? 1 : -1;
  const records: T[] = [];
  for (let i = at + step; i >= 0 && i < ids.length && records.length <= query.limit; i += step) {
    const record = collection.get(ids[i] ?? "");
    if (record && within(record.created, query.created) && (options.keep?.(record) ?? true)) records.push(record);
  }
  const hasMore = records.length > query.limit;
  const page = records.slice(0, query.limit);
  return { records: backwards ? page.reverse() : page, hasMore };
}

function within(created: number, range: CreatedRange | undefined): boolean {
  if (!range) return true;
  const { gt, gte, lt, lte } = { gt: undefined, lt: undefined, ...range };
  if (gt !== undefined && created <= gt) return false;
  if (gte !== undefined && created < gte) return false;
  if (lt !== undefined && created >= lt) return false;
  return lte === undefined || created <= lte;
}

export function listShape<T>(url: string, data: T[], hasMore: boolean) {
  return { object: "list" as const, data, has_more: hasMore, url };
}
