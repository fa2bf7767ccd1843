"use client";

import { Fault } from "@/components/ui/fault";

/** When the frame of a page failed: the desk's asks the database too. */
export default function FrameError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main>
      <Fault error={error} retry={reset} />
    </main>
  );
}
