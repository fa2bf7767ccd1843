import pino from "pino";
import { expect, it } from "vitest";
import { watchTrouble } from "./trouble";

function listen() {
  const lines: { level: number; msg: string; failures: number; seconds: number }[] = [];
  let now = 0;
  const log = pino({ level: "info", base: null }, { write: (line) => void lines.push(JSON.parse(line)) });
  const pass = (ms: number) => {
    now += ms;
  };
  return { lines, trouble: watchTrouble(log, () => now), pass };
}

const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
const stopping = Object.assign(new Error("terminating connection"), { code: "57P01" });

it("says once that the database is away, then at a growing pace, and once that it is back", () => {
  const { lines, trouble, pass } = listen();
  const told: number[] = [];
  for (let second = 0; second < 3_600; second += 1) {
    const before = lines.length;
    for (let each = 0; each < 14; each += 1) trouble.complain(each % 2 ? refused : stopping, "no job could be fetched");
    if (lines.length > before) told.push(second);
    trouble.works();
    pass(1_000);
  }
  expect(told).toEqual([0, 10, 30, 70, 150, 310, 630, 1_230, 1_830, 2_430, 3_030]);
  expect(lines).toHaveLength(told.length);
  pass(10_000);
  for (let each = 0; each < 5; each += 1) trouble.works();
  expect(lines.slice(told.length)).toMatchObject([
    { msg: "the queue works again", level: 40, failures: 50_400, seconds: 3_599 },
  ]);
});

it.each(["08006", "08P01", "57P03", "53300"])("takes %s for a database that is away, whatever it says", (code) => {
  const { lines, trouble } = listen();
  trouble.complain(refused, "no job could be fetched");
  trouble.complain(Object.assign(new Error("not now"), { code }), "no job could be fetched");
  expect(lines).toHaveLength(1);
});

it("says what fails for another reason at once, once, and begins anew after it was over", () => {
  const { lines, trouble, pass } = listen();
  const forbidden = Object.assign(new Error("permission denied for table jobs"), { code: "42501" });
  for (let each = 0; each < 10; each += 1) {
    trouble.complain(refused, "no job could be fetched");
    trouble.complain(forbidden, "no job could be fetched");
  }
  expect(lines.map(({ msg }) => msg)).toEqual(Array(2).fill("the queue is in trouble: no job could be fetched"));
  trouble.works();
  expect(lines).toHaveLength(2);
  pass(8_000);
  trouble.works();
  trouble.complain(refused, "no job could be fetched");
  expect(lines.slice(2).map(({ msg }) => msg)).toEqual([
    "the queue works again",
    "the queue is in trouble: no job could be fetched",
  ]);
});
