"use client";

import { useEffect, useState } from "react";
import { useGuardedCall } from "./use-guarded-action";

const everyMs = 2_000;
const looksInAMinute = 60_000 / everyMs;

/**
 * Looks again every two seconds for a minute, or as often as it is told, then says that it takes longer and leaves the reader
 * in peace. It asks by an action: a refresh that meets no network would leave the page for the browser's own.
 */
export function LookAgain({
  look,
  slowText,
  looksMax = looksInAMinute,
}: {
  look: () => Promise<void>;
  slowText: string;
  looksMax?: number;
}) {
  const [, start] = useGuardedCall();
  const [looks, setLooks] = useState(0);
  const slow = looks >= looksMax;

  useEffect(() => {
    if (slow) return;
    const timer = setTimeout(() => {
      setLooks(looks + 1);
      start(look);
    }, everyMs);
    return () => clearTimeout(timer);
  }, [looks, slow, look, start]);

  return (
    <p role="status" className={slow ? "mt-3" : ""}>
      {slow ? slowText : null}
    </p>
  );
}
