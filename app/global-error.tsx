"use client";

import { Fault, useFaultVoice } from "@/components/ui/fault";

/**
 * When even the layout failed: a page of its own. It imports no styles: every page would preload them a second time, and
 * those of the page that failed are still there.
 */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  const { locale, direction } = useFaultVoice();
  return (
    <html lang={locale || "en"} dir={direction}>
      <body>
        <main>
          <Fault error={error} retry={() => location.reload()} />
        </main>
      </body>
    </html>
  );
}
