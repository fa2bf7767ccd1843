/** Units as a person typed them, full-width digits too. Null: nothing was typed; not a number: it is no such count. */
export function typedCount(typed: FormDataEntryValue | null): number | null {
  const plain = typeof typed === "string" ? typed.normalize("NFKC").trim() : "";
  if (plain === "") return null;
  return /^\d{1,6}$/.test(plain) ? Number(plain) : Number.NaN;
}
