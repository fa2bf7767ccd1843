import pg from "pg";
import { Prisma } from "./generated/client";

type Parse = (text: string) => unknown;

const { builtins } = pg.types;
const instant: Parse = (text) => new Date(`${text.replace(" ", "T").replace(/([+-]\d{2})$/, "$1:00")}`);
const day: Parse = (text) => new Date(`${text}T00:00:00Z`);
const big: Parse = (text) => BigInt(text);
const decimal: Parse = (text) => new Prisma.Decimal(text);

/** The driver names types by number, and lists of them have no name in its table. */
const lists = { INT8: 1016, NUMERIC: 1231, DATE: 1182, TIMESTAMPTZ: 1185, TEXT: 1009 };
const listOfText: (text: string) => (string | null)[] = pg.types.getTypeParser(lists.TEXT, "text");
const listOf =
  (parse: Parse): Parse =>
  (text) =>
    listOfText(text).map((each) => (each === null ? null : parse(each)));

/** Where the driver's own reading differs from the client's: days are days in UTC, and no whole number loses digits. */
const parsers = new Map<number, Parse>([
  [builtins.INT8, big],
  [lists.INT8, listOf(big)],
  [builtins.NUMERIC, decimal],
  [lists.NUMERIC, listOf(decimal)],
  [builtins.DATE, day],
  [lists.DATE, listOf(day)],
  [builtins.TIMESTAMPTZ, instant],
  [lists.TIMESTAMPTZ, listOf(instant)],
]);

export const resultTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers.get(oid)) || pg.types.getTypeParser(oid, format ?? "text"),
};
