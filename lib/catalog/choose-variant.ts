/**
 * The rules of the variant picker. Options have an order: a value can be chosen when some variant has it together with
 * what is chosen *before* it, so the first option is never blocked and no choice is a dead end. What comes after moves
 * to the nearest variant that exists.
 */
export type Options = Readonly<Record<string, string>>;

interface HasOptions {
  options: Options;
}

/** The variant to move to when this value is chosen, or null when none has it with the options before it. */
export function chooseValue<V extends HasOptions>(
  variants: readonly V[],
  order: readonly string[],
  current: Options,
  key: string,
  value: string,
): V | null {
  const place = order.indexOf(key);
  const earlier = order.slice(0, place);
  const later = order.slice(place + 1);
  const candidates = variants.filter(
    ({ options }) => options[key] === value && earlier.every((each) => options[each] === current[each]),
  );
  return candidates.reduce<V | null>(
    (best, each) => (best && !isNearer(each, best, later, current) ? best : each),
    null,
  );
}

/** Keeps the later options in their order: an earlier one kept outweighs all after it. */
function isNearer(one: HasOptions, other: HasOptions, later: readonly string[], current: Options): boolean {
  for (const key of later) {
    const kept = one.options[key] === current[key];
    if (kept !== (other.options[key] === current[key])) return kept;
  }
  return false;
}

/** The variant a page opens with: the first that can be bought, else the first. */
export function startVariant<V extends { variantId: string }>(
  variants: readonly V[],
  free: ReadonlyMap<string, number>,
): V | undefined {
  return variants.find(({ variantId }) => (free.get(variantId) ?? 1) > 0) ?? variants[0];
}

/** Whether a picture of these options may be shown for a variant: it says nothing that the variant contradicts. */
export const showsVariant = (picture: Options, variant: Options): boolean =>
  Object.entries(picture).every(([key, value]) => variant[key] === value);
