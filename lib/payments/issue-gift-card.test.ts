import { expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { hashGiftCode, openGiftCode } from "./gift-card";
import { type IssueWish, issueGiftCard } from "./issue-gift-card";

const database = useDatabase();
const secret = "a secret of the tests, long enough to be one";

const wishOf = (more: Partial<IssueWish> = {}): IssueWish => ({
  cardId: newId(),
  amount: 5_000,
  currency: "USD",
  email: `${newId()}@example.com`,
  locale: "en-US",
  expiresAt: null,
  actor: `staff:${newId()}`,
  ...more,
});
const issue = (wish: IssueWish, key = secret) => issueGiftCard(database.db, wish, { secret: key }, noon);

test("a form sent twice is one card, its code told twice and mailed once", async () => {
  const { db } = database;
  const wish = wishOf();
  const cards = await Promise.all([issue(wish), issue(wish), issue(wish)]);
  const again = await issue(wish);
  expect(new Set([...cards, again].map(({ code }) => code)).size).toBe(1);
  expect(again.codeHash).toBe(hashGiftCode(again.code, secret));
  expect(await db.giftCard.findMany({ where: { email: wish.email }, include: { entries: true } })).toMatchObject([
    { codeHash: again.codeHash, balance: 5_000, entries: [{ delta: 5_000 }] },
  ]);
  const mails = await db.$queryRaw<{ payload: { sealedCode: string } }[]>`
    SELECT payload FROM graphile_worker._private_jobs WHERE key LIKE ${`%${again.codeHash}%`}`;
  expect(mails).toHaveLength(1);
  expect(JSON.stringify(mails)).not.toContain(again.code);
  expect(openGiftCode(mails[0]?.payload.sealedCode ?? "", secret)).toBe(again.code);
});

test("another form, one that says something else, and another shop's secret each make another card", async () => {
  const wish = wishOf();
  const wishes = [wish, { ...wish, cardId: newId() }, { ...wish, amount: 6_000 }, { ...wish, expiresAt: noon }];
  const codes = [...(await Promise.all(wishes.map((each) => issue(each)))), await issue(wish, "another secret")];
  expect(new Set(codes.map(({ code }) => code)).size).toBe(5);
});
