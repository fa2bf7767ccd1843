import { useEffect, useState } from "react";
import type { DropSignal, OwnPlace } from "@/lib/inventory/waiting-room/drop";
import { isTooMany, type LiveDrop, readOwn, readSignal } from "./drop-replies";

/** With what the shop and a CDN keep, sold out is told within two seconds. */
const pollMs = 700;
/** While nothing can change soon, or nobody looks. */
const idleMs = 5_000;
/** A phone that slept may wait for ever on a connection that is none any more. */
const answerMs = 8_000;

interface Room {
  signal: DropSignal;
  /** Null until it was asked for. */
  own: OwnPlace | null;
  /** By the shop's clock; moves once a second. */
  now: Date;
  joining: boolean;
  /** Code of what went wrong. */
  problem: string | null;
  join: () => Promise<void>;
}

/**
 * Keeps up with a drop: asks for the status that all share, over and over, and for the shopper's own place only when that
 * status says it has changed. No connection stays open.
 */
export function useDrop(productId: string, drop: LiveDrop): Room {
  const [signal, setSignal] = useState(drop.signal);
  const [own, setOwn] = useState<OwnPlace | null>(null);
  const [now, setNow] = useState(() => new Date(Date.now() + drop.skewMs));
  const [joining, setJoining] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const timer = setInterval(() => setNow(new Date(Date.now() + drop.skewMs)), 1_000);
    return () => clearInterval(timer);
  }, [drop.skewMs]);

  useEffect(() => {
    let question: AbortController | null = null;
    let timer = setTimeout(poll, pollMs);
    async function poll() {
      const own = new AbortController();
      question = own;
      const next = readSignal(await ask(`/api/drops/${productId}/status`, {}, own));
      if (question !== own) return;
      if (next) setSignal(next);
      if (next?.status !== "closed") timer = setTimeout(poll, next ? pauseOf(next, drop.skewMs) : 2 * pollMs);
    }
    function stop() {
      clearTimeout(timer);
      question?.abort();
      question = null;
    }
    // Who comes back to the page is told at once, however seldom it asked in the background. What a phone that slept was
    // waiting for may never come.
    function wake() {
      if (document.hidden) return;
      stop();
      void poll();
    }
    document.addEventListener("visibilitychange", wake);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", wake);
    };
  }, [productId, drop.skewMs]);

  const reason = signal.status === "closed" ? null : reasonToAsk(signal, own);
  useEffect(() => {
    if (reason === null) return;
    let isOver = false;
    // Everybody is told at the same moment that places were given: they needn't all ask at the same moment.
    let timer = setTimeout(look, reason === "first" ? 0 : Math.random() * pollMs);
    async function look() {
      const told = readOwn(await ask(`/api/drops/${productId}/place`));
      if (isOver) return;
      if (told) setOwn(told);
      else timer = setTimeout(look, idleMs);
    }
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [productId, reason]);

  async function join() {
    if (joining) return;
    setJoining(true);
    setProblem(null);
    const reply = await ask(`/api/drops/${productId}/place`, { method: "POST" });
    const told = readOwn(reply);
    if (told) setOwn(told);
    else setProblem(isTooMany(reply) ? "too_many" : "other");
    setJoining(false);
  }

  return { signal, own, now, joining, problem, join };
}

/** Changes whenever the shared status says that the own place has changed; null while there is nothing to ask. */
function reasonToAsk(signal: DropSignal, own: OwnPlace | null): string | null {
  if (!own) return "first";
  if (!own.joined || own.admittedUntil) return null;
  if (own.place === null) return signal.placedThrough > 0 ? `placed ${signal.placedThrough}` : null;
  return own.place <= signal.admittedThrough ? `called ${own.place}` : null;
}

function pauseOf({ status, opensAt }: DropSignal, skewMs: number): number {
  const untilOpen = Date.parse(opensAt) - Date.now() - skewMs;
  const idle = document.hidden || status === "sold_out" || (status === "scheduled" && untilOpen > 2 * idleMs);
  return idle ? idleMs : pollMs;
}

/** The body of the answer, good or bad; null when there was none. */
async function ask(address: string, init: RequestInit = {}, abort = new AbortController()): Promise<unknown> {
  const timer = setTimeout(() => abort.abort(), answerMs);
  try {
    // Not from the browser's own cache: what a CDN keeps is old enough.
    return await (await fetch(address, { ...init, signal: abort.signal, cache: "no-store" })).json();
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
