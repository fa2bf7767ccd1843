import type pg from "pg";

/** Sells one unit of the one SKU, durably; false when there was none. */
export type Hold = (client: pg.Client) => Promise<boolean>;

const stripes = 16;

/** Room for every strategy, each with its own rows: a unit too many would show in `countHeld`. */
export const schema = `
  create table one_row (sku int primary key, on_hand int not null, held int not null default 0, check (held <= on_hand));
  create table striped (sku int, stripe int, on_hand int not null, held int not null default 0, check (held <= on_hand), primary key (sku, stripe));
  create table unit (sku int, unit_id int, taken boolean not null default false, primary key (sku, unit_id));
  create index unit_free on unit (sku, unit_id) where not taken;
  create table entry (entry_id bigint generated always as identity primary key, sku int not null, quantity int not null);
  insert into one_row values (1, 10000000);
  insert into striped select 1, s, 1000000 from generate_series(0, ${stripes - 1}) s;
  insert into unit select 1, u from generate_series(1, 120000) u;
`;

const inTransaction =
  (take: (client: pg.Client) => Promise<pg.QueryResult>): Hold =>
  async (client) => {
    await client.query("begin");
    const { rowCount } = await take(client);
    await client.query("commit");
    return rowCount === 1;
  };

export const singleRow: Hold = inTransaction((client) =>
  client.query({
    name: "single",
    text: `with moved as (update one_row set held = held + 1 where sku = 1 and on_hand - held >= 1 returning sku)
      insert into entry (sku, quantity) select sku, 1 from moved`,
  }),
);

/** Where every stripe is taken up, waits for one of them, as holdStock does. */
export const striped: Hold = inTransaction(async (client) => {
  const taken = await takeStripe(client);
  if (taken.rowCount === 1) return taken;
  return client.query({
    name: "stripe",
    text: `with moved as (update striped set held = held + 1 where sku = 1 and stripe = $1 and on_hand - held >= 1 returning sku)
      insert into entry (sku, quantity) select sku, 1 from moved`,
    values: [Math.floor(Math.random() * stripes)],
  });
});

const takeStripe = (client: pg.Client) =>
  client.query({
    name: "striped",
    text: `with chosen as materialized (
        select stripe from striped where sku = 1 and on_hand - held >= 1
         order by (stripe + $1::int) % ${stripes} limit 1 for update skip locked
      ), moved as (
        update striped s set held = held + 1 from chosen c where s.sku = 1 and s.stripe = c.stripe and s.on_hand - s.held >= 1 returning s.sku)
      insert into entry (sku, quantity) select sku, 1 from moved`,
    values: [Math.floor(Math.random() * stripes)],
  });

export const rowPerUnit: Hold = inTransaction((client) =>
  client.query({
    name: "unit",
    text: `with chosen as materialized (
        select unit_id from unit where sku = 1 and not taken order by unit_id limit 1 for update skip locked
      ), moved as (update unit u set taken = true from chosen c where u.sku = 1 and u.unit_id = c.unit_id returning u.sku)
      insert into entry (sku, quantity) select sku, 1 from moved`,
  }),
);

/** Collects for 5 ms and takes for all at once. One process, and no part of anybody's own transaction. */
export function microBatch(own: pg.Client): Hold {
  let waiting: ((held: boolean) => void)[] = [];
  let running: Promise<void> = Promise.resolve();
  const flush = async () => {
    const batch = waiting;
    waiting = [];
    await own.query("begin");
    const { rowCount } = await own.query({
      name: "batch",
      text: `with moved as (update one_row set held = held + $1 where sku = 1 and on_hand - held >= $1 returning sku)
        insert into entry (sku, quantity) select sku, 1 from moved, generate_series(1, $1)`,
      values: [batch.length],
    });
    await own.query("commit");
    for (const answer of batch) answer(rowCount === batch.length);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1)
        setTimeout(() => {
          running = running.then(flush);
        }, 5);
    });
}

/** The smallest durable thing: one row, written and kept. */
export const bareInsert: Hold = async (client) => {
  const { rowCount } = await client.query({ name: "bare", text: "insert into entry (sku, quantity) values (2, 1)" });
  return rowCount === 1;
};

export const countHeld = `select
  (select sum(held) from one_row)::int + (select sum(held) from striped)::int + (select count(*) from unit where taken)::int as held,
  (select count(*) from entry where sku = 1)::int as entries`;
