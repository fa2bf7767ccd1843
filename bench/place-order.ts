import pg from "pg";
import { startScratchServer } from "../dev/postgres/scratch";
import { formOf, makeBuyer, noon } from "../dev/testing/buyer";
import { statementsOf } from "../dev/testing/count-statements";
import { type FixtureVariant, makeProduct, makeWorld } from "../dev/testing/fixtures";
import { payOrder } from "../dev/testing/pay-order";
import { type OrderRef, placeOrder } from "../lib/checkout/place-order";
import { newId } from "../lib/core/ids";
import { log } from "../lib/core/log";
import { connect, type Db } from "../lib/db/client";
import { migrate } from "../lib/db/migrate";
import { requireMarket } from "../lib/i18n/markets";

/**
 * `npm run bench:orders`: orders a second by 1, 8 and 32 clients in one process, on a durable Postgres. "placed" is
 * placeOrder alone; "paid" is the whole way: placed, its payment page opened (a provider that answers at once), the
 * webhook taken, the event settled. The control in the same run is the smallest durable transaction through the same
 * client: one row inserted. What the queue itself does to fetch and finish a job is not in it. With BENCH_SQL=1 it lists
 * the statements.
 */
const seconds = { control: 2, placed: 5, paid: 6 };
const productCount = 200;
/** As many connections as a process of the shop keeps, unless it is told otherwise. */
const poolMax = 10;

// A line for each order would measure the log.
log.level = "warn";
const cluster = await startScratchServer({ durable: true });
Object.assign(process.env, {
  DATABASE_URL: cluster.url("bench"),
  AUTH_SECRET: "a secret for measurements, and for them only",
  STRIPE_SECRET_KEY: "sk_test_bench",
  STRIPE_WEBHOOK_SECRET: "whsec_bench",
});
try {
  const admin = new pg.Client({ connectionString: cluster.url("postgres") });
  await admin.connect();
  await admin.query("create database bench");
  const { rows } = await admin.query(
    "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync, current_setting('server_version') as version",
  );
  await admin.end();
  const [{ version, fsync, sync } = {}] = rows;
  console.log(`Postgres ${version}, fsync ${fsync}, synchronous_commit ${sync}; 2 lines an order of ${productCount}`);
  await migrate({ url: cluster.url("bench") });
  await measure(connect(cluster.url("bench"), poolMax));
} finally {
  await cluster.stop();
}

async function measure(db: Db): Promise<void> {
  const world = await makeWorld(db);
  const products = await Promise.all(
    Array.from({ length: productCount }, () => makeProduct(db, world, { onHand: 1_000_000 })),
  );
  const { market, form } = await makeBuyer(db, products.slice(0, 2));
  const order = async (customerId: string): Promise<OrderRef> => {
    const own = formOf(market.locale, form.expectedTotal);
    const placed = await placeOrder(db, { customerId, market, form: own }, noon);
    if (!placed.ok) throw new Error(placed.error.code);
    return placed.value;
  };
  await sayStatements(db, products, order);

  for (const clients of [1, 8, 32]) {
    const buyers = await writeBuyers(db, products, 900 * (seconds.placed + seconds.paid));
    const next = () => buyers.pop() ?? stop("more orders than buyers: write more");
    const control = await run(
      clients,
      seconds.control,
      () =>
        db.$executeRaw`INSERT INTO shop_state (key, value, updated_at) VALUES (${newId()}, '', ${noon}::timestamptz)`,
    );
    const placed = await run(clients, seconds.placed, () => order(next()));
    const paid = await run(clients, seconds.paid, async () => payOrder(db, await order(next())));
    console.log(`${clients} clients`);
    say("control", control, control);
    say("placed", placed, control);
    say("paid", paid, control);
  }
  await db.$disconnect();
}

/** Counted in the second order: by then what a process reads once is read. */
async function sayStatements(db: Db, products: FixtureVariant[], order: (customerId: string) => Promise<OrderRef>) {
  const [first = "", second = ""] = await writeBuyers(db, products, 2);
  await payOrder(db, await order(first));
  let placed: OrderRef | undefined;
  const placing = await statementsOf(async () => {
    placed = await order(second);
  });
  const paying = await statementsOf(async () => placed && payOrder(db, placed));
  console.log(`statements: ${placing.length} until placed, ${placing.length + paying.length} until paid`);
  if (process.env.BENCH_SQL) for (const sql of [...placing, ...paying]) console.log(`  ${sql.replaceAll(/\s+/g, " ")}`);
}

/** Customers with two lines in their cart; every product costs the same, so what one pays all pay. */
async function writeBuyers(db: Db, products: FixtureVariant[], count: number): Promise<string[]> {
  const buyers = Array.from({ length: count }, () => newId());
  const { locale, currency } = requireMarket("en-US");
  for (let at = 0; at < count; at += 500) {
    const some = buyers.slice(at, at + 500);
    await db.customer.createMany({ data: some.map((customerId) => ({ customerId, locale, createdAt: noon })) });
    const seen = { quantity: 1, seenAmount: 6400, seenCurrency: currency, addedAt: noon };
    const lines = some.flatMap((customerId) => twoOf(products).map((variant) => ({ customerId, ...variant, ...seen })));
    await db.cartLine.createMany({ data: lines });
  }
  return buyers;
}

function twoOf(products: FixtureVariant[]): FixtureVariant[] {
  const at = Math.floor(Math.random() * products.length);
  const other = at + 1 + Math.floor(Math.random() * (products.length - 1));
  return [at, other % products.length].flatMap((index) => products[index] ?? []);
}

interface Run {
  rate: number;
  /** Of this process; Postgres has its own. */
  cpuMs: number;
  p50: number;
  p99: number;
}

function say(name: string, { rate, cpuMs, p50, p99 }: Run, control: Run): void {
  const figures = `${rate.toFixed(0).padStart(5)}/s  p50 ${p50.toFixed(1).padStart(6)} ms  p99 ${p99.toFixed(1).padStart(6)} ms`;
  console.log(
    `  ${name.padEnd(8)}${figures}  ${cpuMs.toFixed(1).padStart(5)} ms of Node each  ${(rate / control.rate).toFixed(2)} of control`,
  );
}

function stop(reason: string): never {
  throw new Error(reason);
}

async function run(clients: number, forSeconds: number, work: () => Promise<unknown>): Promise<Run> {
  const times: number[] = [];
  const before = process.cpuUsage();
  const began = performance.now();
  const end = began + forSeconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        const start = performance.now();
        await work();
        times.push(performance.now() - start);
      }
    }),
  );
  const elapsed = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  const { user, system } = process.cpuUsage(before);
  return { rate: times.length / elapsed, cpuMs: (user + system) / 1000 / times.length, p50: at(0.5), p99: at(0.99) };
}
