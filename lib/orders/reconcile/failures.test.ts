import { expect, test, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { NotPermitted, PaymentRefused, ProviderAway, StrangeAnswer } from "@/lib/payments/provider";
import { type Attempt, takeFailures } from "./failures";

const database = useDatabase();
const well = (): Attempt => ({ take: async () => undefined });
const failing = (error: Error, times = 100) => {
  let left = times;
  const take = vi.fn(async () => {
    left -= 1;
    if (left >= 0) throw error;
  });
  return { take, giveUp: vi.fn(async () => undefined) };
};
const away = () => new ProviderAway("no answer");
const provider = { listIntents: async () => ({ items: [], next: null }) };
const providerAway = { listIntents: () => Promise.reject(away()) };
const providerRefusing = { listIntents: () => Promise.reject(new NotPermitted("not with this key")) };

test("what fails once, as by a deadlock, is taken again and not given up", async () => {
  const failures = takeFailures(database.db, provider);
  const one = failing(new Error("deadlock detected"), 1);
  await failures.attempt(one);
  await failures.tryAgain();
  failures.end("some failed");
  expect(one.take).toHaveBeenCalledTimes(2);
  expect(one.giveUp).not.toHaveBeenCalled();
});

test("what fails twice is given up once, and thrown at the end", async () => {
  const failures = takeFailures(database.db, provider);
  const [one, lost] = [failing(new Error("no such shape")), failing(away())];
  for (const each of [one, well(), lost, well()]) await failures.attempt(each);
  await failures.tryAgain();
  await failures.tryAgain();
  expect([one, lost].map(({ giveUp }) => giveUp.mock.calls.length)).toEqual([1, 1]);
  expect(() => failures.end("some failed")).toThrow("some failed");
});

test.each([
  new PaymentRefused("locked", "not now"),
  new NotPermitted("not with this key"),
  new StrangeAnswer("of another payment"),
])(
  "the provider is away where it fails for two in a row and for what has to do with no payment, and an answer parts them: %s",
  async (answer) => {
    const failures = takeFailures(database.db, providerAway);
    for (const each of [failing(away()), well(), failing(away()), failing(answer), failing(away())])
      await failures.attempt(each);
    await expect(failures.attempt(failing(away()))).rejects.toBeInstanceOf(ProviderAway);
  },
);

test.each([provider, providerRefusing])(
  "a provider that answers otherwise, if with a refusal, is not away however many it fails for",
  async (answering) => {
    const failures = takeFailures(database.db, answering);
    const ones = [1, 2, 3, 4, 5].map(() => failing(away()));
    for (const each of ones) await failures.attempt(each);
    await Promise.all([1, 2, 3, 4, 5].map(() => failures.attempt(failing(away()))));
    await failures.tryAgain();
    expect(ones.map(({ giveUp }) => giveUp.mock.calls.length)).toEqual([1, 1, 1, 1, 1]);
  },
);

test("who failed for the provider's sake is taken again side by side, and who met another alone", async () => {
  const failures = takeFailures(database.db, provider);
  let [under, most] = [0, 0];
  const slow = (error: Error, tries = 0): Attempt => ({
    async take() {
      tries += 1;
      if (tries === 1) throw error;
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setTimeout(resolve, 30));
      under -= 1;
    },
  });
  const mostOf = async (error: () => Error) => {
    most = 0;
    for (const each of [1, 2, 3].map(() => slow(error()))) await failures.attempt(each);
    await failures.tryAgain();
    return most;
  };
  expect(await mostOf(away)).toBe(3);
  expect(await mostOf(() => new Error("deadlock detected"))).toBe(1);
});
