import { expect, it } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { issueGiftCard } from "./issue-gift-card";
import { listGiftCards } from "./list-gift-cards";

const database = useDatabase();
const secret = "a secret of the tests, long enough to be one";

const list = async (after: string | undefined) =>
  (await listGiftCards(database.db, {}, { after, pageSize: 1 }, noon)).rows.map(({ codeHash }) => codeHash);

it("begins at its beginning for what is no place in it", async () => {
  const wish = { amount: 5_000, currency: "USD", email: null, locale: "en-US", expiresAt: null } as const;
  const actor = `staff:${newId()}` as const;
  await issueGiftCard(database.db, { ...wish, cardId: newId(), actor }, { secret }, noon);
  const first = await list(undefined);
  expect(first).toHaveLength(1);
  for (const after of ["", "x", `zzzzzzzzzz.${"a".repeat(43)}`, `8000000000.${"a".repeat(43)}`, "0.\u0000"])
    expect(await list(after)).toEqual(first);
});
