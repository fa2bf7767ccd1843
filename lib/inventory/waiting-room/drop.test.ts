import { expect, it } from "vitest";
import {
  aheadOf,
  type DropPhase,
  type DropSignal,
  type DropStatus,
  dropStatuses,
  dropStatusesBefore,
  minutesUntil,
  notJoined,
  type OwnPlace,
  phaseOf,
} from "./drop";

const opensAt = "2026-03-02T12:00:00.000Z";
const signal = (more: Partial<DropSignal> = {}): DropSignal => ({
  status: "open",
  opensAt,
  placedThrough: 100,
  admittedThrough: 10,
  pacePerSecond: 2,
  soldOut: false,
  ...more,
});
const [before, later] = [new Date("2026-03-02T11:59:59Z"), new Date("2026-03-02T12:00:05Z")];
const waiting: OwnPlace = { joined: true, place: 30, admittedUntil: null };
const called: OwnPlace = { ...waiting, admittedUntil: "2026-03-02T12:00:05.001Z" };

const cases: [DropPhase, DropSignal, OwnPlace, Date][] = [
  ["before", signal({ status: "scheduled" }), notJoined, before],
  ["entered", signal({ status: "scheduled" }), { ...waiting, place: null }, before],
  ["joinable", signal({ status: "scheduled" }), notJoined, later],
  ["joinable", signal(), notJoined, later],
  ["drawing", signal({ status: "scheduled" }), { ...waiting, place: null }, later],
  ["waiting", signal(), waiting, later],
  ["turn", signal({ admittedThrough: 30 }), called, later],
  ["passed", signal({ admittedThrough: 30 }), called, new Date(later.getTime() + 1)],
  ["sold_out", signal({ soldOut: true }), called, later],
  ["sold_out", signal({ soldOut: true, status: "closed" }), waiting, later],
  ["closed", signal({ status: "closed" }), waiting, later],
];

it.each(cases)("is %s for whoever stands there", (phase, shared, own, now) => {
  expect(phaseOf(shared, own, now)).toBe(phase);
});

it("counts those before one's own place, and no time below a minute", () => {
  expect([aheadOf(signal(), 30), aheadOf(signal(), 11), aheadOf(signal(), 5)]).toEqual([19, 0, 0]);
  expect([minutesUntil(signal(), 30), minutesUntil(signal(), 500)]).toEqual([1, 5]);
});

const leads: Record<DropStatus, string> = {
  scheduled: "open sold_out closed",
  open: "open sold_out closed",
  sold_out: "open sold_out closed",
  closed: "",
};
const pairs = dropStatuses.flatMap((from) =>
  dropStatuses.map((to): [DropStatus, DropStatus, string] => [
    from,
    to,
    leads[from].split(" ").includes(to) ? "allowed" : "refused",
  ]),
);

it.each(pairs)("%s → %s: %s", (from, to, said) => {
  expect(dropStatusesBefore(to).includes(from) ? "allowed" : "refused").toBe(said);
});
