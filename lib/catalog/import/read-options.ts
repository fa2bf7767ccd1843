import { foldLabel } from "./fold-label";
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

/** Where each row names its own: those that tell the variants apart, in the order in which they come up. */
export function readOwnOptionNames(variants: readonly Row[], sink: FaultSink): string[] {
  if (variants.length < 2) return [];
  const values = new Map<string, { name: string; values: Set<string> }>();
  for (const row of variants) {
    for (const [name, value] of namedValues(row, sink)) {
      const option = values.get(foldLabel(name)) ?? { name, values: new Set() };
      option.values.add(foldLabel(value));
      values.set(foldLabel(name), option);
    }
  }
  const options = [...values.values()];
  const telling = options.filter((option) => option.values.size > 1);
  return (telling.length > 0 ? telling : options).map(({ name }) => name);
}

const namedValues = (row: Row, sink: FaultSink): [name: string, value: string][] =>
  nameColumns.flatMap((column, index): [string, string][] => {
    const name = readText(row, column, limits.optionName, sink);
    const value = readText(row, valueColumns[index] ?? "option1Value", limits.optionValue, sink);
    return name === "" || value === "" ? [] : [[name, value]];
  });

/** The same of one row: a variant without one of them is a fault. */
export function readOwnOptionValues(row: Row, optionNames: readonly string[], sink: FaultSink): string[] {
  const values = new Map(namedValues(row, sink).map(([name, value]) => [foldLabel(name), value]));
  const missing = optionNames.find((name) => !values.has(foldLabel(name)));
  if (missing) sink.fault(row.line, "option_value_missing", { about: missing });
  return optionNames.map((name) => values.get(foldLabel(name)) ?? "");
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
