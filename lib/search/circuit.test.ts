import pino from "pino";
import { describe, expect, it, vi } from "vitest";
import { until } from "@/dev/testing/until";
import { createCircuit } from "@/lib/search/circuit";

const log = pino({ level: "silent" });
const works = async (heard: () => void) => {
  heard();
  return "first";
};
const knows = async () => "known";
const breaks = async (): Promise<string> => {
  throw new Error("down");
};
class ElsewhereError extends Error {}
const isOwn = (error: unknown) => !(error instanceof ElsewhereError);
const instead = async () => "instead";
const create = () => createCircuit({ name: "It", log, failuresMax: 3, restMs: 40, restMsMax: 160 });

describe("a circuit", () => {
  it("gives the call's answer, and the other's where it fails", async () => {
    const circuit = create();
    expect(await circuit.run(works, instead)).toBe("first");
    expect(await circuit.run(breaks, instead)).toBe("instead");
    expect(await circuit.run(works, instead)).toBe("first");
    expect(circuit.counts).toEqual({ answered: 2, failed: 1, insteadOf: 1, opened: 0 });
  });

  it("opens after failures in a row, then asks only the other", async () => {
    const circuit = create();
    const call = vi.fn(breaks);
    for (let turn = 0; turn < 10; turn++) expect(await circuit.run(call, instead)).toBe("instead");
    expect(call).toHaveBeenCalledTimes(3);
    expect(circuit.counts).toMatchObject({ insteadOf: 10, opened: 1 });
  });

  it("is not opened by what fails elsewhere", async () => {
    const circuit = createCircuit({ name: "It", log, failuresMax: 3, isOwn });
    const call = vi.fn(async (): Promise<string> => Promise.reject(new ElsewhereError()));
    for (let turn = 0; turn < 10; turn++) expect(await circuit.run(call, instead)).toBe("instead");
    expect(call).toHaveBeenCalledTimes(10);
    expect(circuit.counts.opened).toBe(0);
  });

  it("is not opened by failures with successes between", async () => {
    const circuit = create();
    for (let turn = 0; turn < 12; turn++) await circuit.run(turn % 3 === 2 ? works : breaks, instead);
    expect(circuit.counts.opened).toBe(0);
  });

  it("tries aside, one at a time, and nobody waits for it", async () => {
    const circuit = create();
    for (let turn = 0; turn < 3; turn++) await circuit.run(breaks, instead);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const hangs = vi.fn(() => new Promise<string>(() => undefined));
    for (let turn = 0; turn < 5; turn++) expect(await circuit.run(hangs, instead)).toBe("instead");
    expect(hangs).toHaveBeenCalledTimes(1);
  });

  it("heals by itself, and rests longer after each trial that fails", async () => {
    const circuit = create();
    for (let turn = 0; turn < 3; turn++) await circuit.run(breaks, instead);
    const call = vi.fn(breaks);
    const began = performance.now();
    await until(async () => (await circuit.run(call, instead)) !== "instead" || call.mock.calls.length === 3, {
      seconds: 3,
      everyMs: 5,
    });
    // 40 + 80 + 160 ms of rest stand between.
    expect(performance.now() - began).toBeGreaterThan(250);
    expect(await until(async () => (await circuit.run(works, instead)) === "first", { seconds: 2, everyMs: 5 })).toBe(
      true,
    );
  });

  it("tells once when it has healed", async () => {
    const onHealed = vi.fn();
    const circuit = createCircuit({ name: "It", log, failuresMax: 1, restMs: 10, restMsMax: 10, onHealed });
    await circuit.run(works, instead);
    await circuit.run(breaks, instead);
    expect(onHealed).not.toHaveBeenCalled();
    await until(async () => (await circuit.run(works, instead)) === "first", { seconds: 2, everyMs: 5 });
    await circuit.run(works, instead);
    expect(onHealed).toHaveBeenCalledTimes(1);
  });

  it("rests no longer after a trial that fails elsewhere", async () => {
    const circuit = createCircuit({ name: "It", log, failuresMax: 1, isOwn, restMs: 20, restMsMax: 10_000 });
    await circuit.run(breaks, instead);
    const call = vi.fn(async (): Promise<string> => Promise.reject(new ElsewhereError()));
    const began = performance.now();
    await until(async () => (await circuit.run(call, instead)) !== "instead" || call.mock.calls.length === 8, {
      seconds: 3,
      everyMs: 5,
    });
    expect(call).toHaveBeenCalledTimes(8);
    // 20 ms between any two of them, which doubled would be two and a half seconds.
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(circuit.counts.failed).toBe(1);
  });

  it("takes what is heard for a success, though the call fails elsewhere since", async () => {
    const circuit = createCircuit({ name: "It", log, failuresMax: 2, isOwn, restMs: 20, restMsMax: 40 });
    const call = async (heard: () => void): Promise<string> => {
      heard();
      throw new ElsewhereError();
    };
    for (let turn = 0; turn < 4; turn++) {
      await circuit.run(breaks, instead);
      expect(await circuit.run(call, instead)).toBe("instead");
    }
    expect(circuit.counts).toEqual({ answered: 0, failed: 4, insteadOf: 8, opened: 0 });
    for (let turn = 0; turn < 2; turn++) await circuit.run(breaks, instead);
    expect(circuit.counts.opened).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await circuit.run(call, instead);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await circuit.run(works, instead)).toBe("first");
  });

  it("hears once of a call's failures that come after it has failed elsewhere", async () => {
    const circuit = createCircuit({ name: "It", log, failuresMax: 3, isOwn, restMs: 20, restMsMax: 10_000 });
    const call = vi.fn(async (_: () => void, failed: (error: unknown) => void): Promise<string> => {
      for (let request = 0; request < 2; request++) setTimeout(failed, 10, new Error("down"));
      throw new ElsewhereError();
    });
    for (let turn = 0; turn < 3; turn++) await circuit.run(call, instead);
    expect(circuit.counts).toMatchObject({ failed: 0, opened: 0 });
    expect(await until(() => circuit.counts.opened === 1, { seconds: 2, everyMs: 5 })).toBe(true);
    expect(circuit.counts.failed).toBe(3);
    // 20 + 40 + 80 ms of rest stand between.
    const began = performance.now();
    await until(async () => (await circuit.run(call, instead)) !== "instead" || call.mock.calls.length === 6, {
      seconds: 3,
      everyMs: 2,
    });
    expect(call).toHaveBeenCalledTimes(6);
    expect(performance.now() - began).toBeGreaterThan(110);
  });

  it("learns nothing of a call that was answered without asking", async () => {
    const circuit = create();
    for (let turn = 0; turn < 3; turn++) {
      expect(await circuit.run(knows, instead)).toBe("known");
      await circuit.run(breaks, instead);
    }
    expect(circuit.counts).toMatchObject({ answered: 0, opened: 1 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (let turn = 0; turn < 3; turn++) expect(await circuit.run(knows, instead)).toBe("instead");
    expect(await until(async () => (await circuit.run(works, instead)) === "first", { seconds: 2, everyMs: 5 })).toBe(
      true,
    );
  });

  it("throws what the other throws", async () => {
    await expect(create().run(breaks, breaks)).rejects.toThrow("down");
  });
});
