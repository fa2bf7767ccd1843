"use client";

import { useEffect, useState } from "react";
import { useGuardedCall } from "@/components/ui/use-guarded-action";

/**
 * Looks again every two seconds for a minute, then says that it takes longer and leaves the reader in peace. It asks by an
 * action: a refresh that meets no network would leave the page for the browser's own.
 */
export function LookAgain({ look, slowText }: { look: () => Promise<void>; slowText: string }) {
  const [, start] = useGuardedCall();
  const [looks, setLooks] = useState(0);
  const slow = looks >= 30;

  useEffect(() => {
    if (slow) return;
    const timer = setTimeout(() => {
      setLooks(looks + 1);
      start(look);
    }, 2_000);
    return () => clearTimeout(timer);
  }, [looks, slow, look, start]);

  return (
    <p role="status" className={slow ? "mt-3" : ""}>
      {slow ? slowText : null}
    </p>
  );
}
