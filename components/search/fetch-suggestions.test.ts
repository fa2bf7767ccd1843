import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Suggestions } from "@/lib/search/suggestions";
import { fetchSuggestions, none } from "./fetch-suggestions";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** What is told of these replies, the last of them to every question after it. */
async function told(...replies: { body: unknown; status?: number }[]) {
  const asked = vi.fn(async () => {
    const { body, status = 200 } = replies[Math.min(asked.mock.calls.length, replies.length) - 1] ?? { body: null };
    return Response.json(body, { status });
  });
  vi.stubGlobal("fetch", asked);
  const known = new Map<string, Suggestions>();
  const answers: Suggestions[] = [];
  const { signal } = new AbortController();
  const all = fetchSuggestions({ locale: "en-US", words: "tea", known }, signal, (answer) => answers.push(answer));
  await Promise.all([all, vi.advanceTimersByTimeAsync(60_000)]);
  return { answers, known: known.get("tea"), asked: asked.mock.calls.length };
}

const teapot: Suggestions = { ...none, queries: [{ text: "teapot" }] };
const partial: Suggestions = { ...teapot, partial: true };

it("is known to the page from then on", async () => {
  expect(await told({ body: teapot })).toEqual({ answers: [teapot], known: teapot, asked: 1 });
});

it("is told, but not known, when there was no time for all of it, and asked for again", async () => {
  const both = await told({ body: partial }, { body: teapot });
  expect(both).toEqual({ answers: [partial, teapot], known: teapot, asked: 2 });
  expect(await told({ body: partial })).toMatchObject({ known: undefined, asked: 3 });
});

it.each([429, 503])("is nothing, and not known, from a shop that has none right now: %i", async (status) => {
  expect(await told({ body: { error: {} }, status })).toEqual({ answers: [none], known: undefined, asked: 1 });
});

it("is no answer when somebody else speaks", async () => {
  await expect(told({ body: { login: "hotel wifi" } })).rejects.toThrow(TypeError);
});
