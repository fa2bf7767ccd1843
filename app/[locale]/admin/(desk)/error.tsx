"use client";

import { Fault } from "@/components/ui/fault";

export default function DeskError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <Fault error={error} retry={reset} />;
}
