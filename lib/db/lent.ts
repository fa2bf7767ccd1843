import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client";
import { statementName } from "./statement-name";

/** What a client sends to begin and end a transaction of its own, and what it means within one that is open already. */
const nested = new Map([
  ["BEGIN", "SAVEPOINT nested"],
  ["COMMIT", "RELEASE SAVEPOINT nested"],
  ["ROLLBACK", "ROLLBACK TO SAVEPOINT nested"],
]);

/** A pool of one connection, which is in a transaction and belongs to somebody else. */
class LentPool extends pg.Pool {
  lent: pg.PoolClient | undefined;

  constructor() {
    super({ max: 1 });
    this.query = (...query: unknown[]) => Reflect.apply(this.#connection().query, this.#connection(), query);
  }

  /** As the client's adapter asks for it. */
  override async connect(): Promise<pg.PoolClient> {
    const connection = this.#connection();
    const query = (config: pg.QueryConfig) => connection.query(nested.get(config.text) ?? config);
    return new Proxy(connection, {
      get(target, key) {
        if (key === "query") return query;
        if (key === "release") return () => undefined;
        const value: unknown = Reflect.get(target, key);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  }

  #connection(): pg.PoolClient {
    if (!this.lent) throw new Error("the transaction is over");
    return this.lent;
  }
}

/** A client whose models speak through whatever connection is lent to it, and through nothing in between. */
export interface LentClient {
  client: PrismaClient;
  lend(connection: pg.PoolClient | undefined): void;
}

/** Takes some 0.1 s of processor time and 10 MB, so it is worth keeping. */
export function makeLentClient(named: boolean): LentClient {
  const pool = new LentPool();
  const options = named ? { statementNameGenerator: ({ sql }: { sql: string }) => statementName(sql) } : {};
  return {
    client: new PrismaClient({ adapter: new PrismaPg(pool, options) }),
    lend(connection) {
      pool.lent = connection;
    },
  };
}
