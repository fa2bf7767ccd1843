"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/** Looks again every two seconds for a minute, then says that it takes longer and leaves the reader in peace. */
export function LookAgain({ slowText }: { slowText: string }) {
  const router = useRouter();
  const [looks, setLooks] = useState(0);
  const slow = looks >= 30;

  useEffect(() => {
    if (slow) return;
    const timer = setTimeout(() => {
      router.refresh();
      setLooks(looks + 1);
    }, 2_000);
    return () => clearTimeout(timer);
  }, [looks, slow, router]);

  return (
    <p role="status" className={slow ? "mt-3" : ""}>
      {slow ? slowText : null}
    </p>
  );
}
