import { findPages, shopUrl, startControlApp } from "./control-app";
import { load, median } from "./load";

/** `npm run bench:page`: requests a second of the product page, in turns with an empty page of the same Next.js. */
const rounds = 5;
const settings = { connections: 16, seconds: 4 };

const control = await startControlApp();
try {
  const { product } = await findPages(shopUrl());
  await load(product, { connections: 4, seconds: 2 });
  await load(control.url, { connections: 4, seconds: 2 });
  const ratios: number[] = [];
  const rows: string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const empty = await load(control.url, settings);
    const page = await load(product, settings);
    if (page.failed + empty.failed > 0) throw new Error(`${page.failed + empty.failed} requests failed`);
    ratios.push(page.requestsPerSecond / empty.requestsPerSecond);
    rows.push(
      `${round}  product ${page.requestsPerSecond.toFixed(0)} req/s p50 ${page.p50.toFixed(1)} ms p99 ${page.p99.toFixed(1)} ms   empty ${empty.requestsPerSecond.toFixed(0)} req/s   ratio ${(page.requestsPerSecond / empty.requestsPerSecond).toFixed(2)}`,
    );
  }
  console.log(`${product}\n${rows.join("\n")}\nmedian ratio ${median(ratios).toFixed(2)} (aim 0.90)`);
} finally {
  control.stop();
}
