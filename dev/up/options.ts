import path from "node:path";
import { parseArgs } from "node:util";
import { reasonOf } from "../../lib/core/reason-of";
import { ShopError } from "./shop-error";

export interface Options {
  root: string;
  /** Everything the shop keeps lies in this folder. */
  data: string;
  port: number;
  /** Hot reload instead of a build. */
  hot: boolean;
  /** Start over: what the shop kept is deleted first. */
  fresh: boolean;
}

const usage =
  "Usage: npm run shop [-- --fresh]. PORT and SHOP_DATA choose the port and the folder it keeps its data in.";

export function readOptions(args: string[], environment: NodeJS.ProcessEnv): Options {
  const root = path.resolve(import.meta.dirname, "../..");
  const port = Number(environment.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new ShopError(`PORT must be a number from 1 to 65535, not "${environment.PORT}".`);
  const { hot, fresh } = parse(args);
  const data = path.resolve(root, environment.SHOP_DATA || ".shop");
  return { root, port, hot, fresh, data };
}

function parse(args: string[]): { hot: boolean; fresh: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: { hot: { type: "boolean", default: false }, fresh: { type: "boolean", default: false } },
    });
    return values;
  } catch (error) {
    throw new ShopError(`${reasonOf(error)}\n${usage}`);
  }
}
