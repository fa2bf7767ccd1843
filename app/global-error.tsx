"use client";

import "./globals.css";
import { Fault } from "@/components/layout/fault";

/** When even the layout failed: a page of its own. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main>
          <Fault error={error} retry={() => location.reload()} />
        </main>
      </body>
    </html>
  );
}
