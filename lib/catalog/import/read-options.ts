import type { Row } from "./group-rows";
import { limits } from "./limits";
import { type FaultSink, readText } from "./sink";

const nameColumns = ["option1Name", "option2Name", "option3Name"] as const;
const valueColumns = ["option1Value", "option2Value", "option3Value"] as const;

/** The product's options. `Title: Default Title` is how an export says that it has none. */
export function readOptionNames(first: Row, variants: readonly Row[], sink: FaultSink): string[] {
  const names = nameColumns.map((column) => readText(first, column, limits.optionName, sink));
  const isPlain =
    names[0]?.toLowerCase() === "title" &&
    first.cells.option1Value.toLowerCase() === "default title" &&
    variants.length <= 1;
  if (isPlain) return [];
  const given = names.filter((name) => name !== "");
  const repeated = given.find(
    (name, index) => given.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < index,
  );
  if (repeated) sink.fault(first.line, "option_name_repeated", { found: repeated });
  if (given.length !== names.findLastIndex((name) => name !== "") + 1) sink.fault(first.line, "option_name_missing");
  return given;
}

/** A variant's values, one for each option. */
export function readOptionValues(row: Row, optionNames: readonly string[], sink: FaultSink): string[] {
  if (optionNames.length === 0) return [];
  const values = valueColumns.map((column) => readText(row, column, limits.optionValue, sink));
  const missing = optionNames.find((_, index) => values[index] === "");
  if (missing) sink.fault(row.line, "option_value_missing", { about: missing });
  const nameless = values.slice(optionNames.length).find((value) => value !== "");
  if (nameless) sink.fault(row.line, "option_name_missing", { found: nameless });
  return values.slice(0, optionNames.length);
}
