import type { WriteStream } from "node:tty";
import type { Progress } from "@/lib/catalog/import/import-catalog";

const lineEveryMs = 2_000;

/** One line that keeps up on a terminal; elsewhere, in a log, one every two seconds. */
export function showProgress(stream: WriteStream) {
  const began = performance.now();
  let last = began;
  let line = "";
  const clear = () => {
    if (line && stream.isTTY) stream.write("\r\x1b[2K");
  };
  return {
    show(progress: Progress): void {
      const now = performance.now();
      if (now - last < (stream.isTTY ? 100 : lineEveryMs)) return;
      last = now;
      clear();
      line = describeProgress(progress, (now - began) / 1_000);
      stream.write(stream.isTTY ? line : `${line}\n`);
    },
    /** A line that stays, above the one that moves. */
    above(sentence: string): void {
      clear();
      stream.write(`${sentence}\n`);
      if (stream.isTTY) stream.write(line);
    },
    end(): void {
      clear();
      line = "";
    },
  };
}

function describeProgress({ rows, rowsTotal, created, updated, unchanged, failed }: Progress, seconds: number): string {
  const products = created + updated + unchanged + failed;
  const percent = rowsTotal > 0 ? Math.floor((rows * 100) / rowsTotal) : 100;
  return `${percent} %, ${rows} of ${rowsTotal} rows, ${products} products, ${Math.round(products / seconds)} a second${failed > 0 ? `, ${failed} left out` : ""}`;
}
