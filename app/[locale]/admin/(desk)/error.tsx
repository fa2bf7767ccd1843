"use client";

import { Fault } from "@/components/layout/fault";

export default function DeskError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <Fault error={error} retry={reset} />;
}
