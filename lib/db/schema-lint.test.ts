import { describe, expect, it } from "vitest";
import { type Model, modelsOf, namesIn, readSchema } from "@/dev/rules/read-schema";

/** Which key a family is spread by. The other files hold tables that are the same on every shard, or are one row's own. */
const familyKeys: Record<string, string> = { products: "productId", customers: "customerId", merchants: "merchantId" };
const elsewhere = ["reference", "lookups", "projection"];

const relationOf = (attributes: string) => /@relation\((.*)\)/.exec(attributes)?.[1];

/** Every breach of the rules that make the schema ready to shard, as sentences. */
function breachesOf(models: Model[]): string[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  return models.flatMap((model) => [
    ...keyBreaches(model),
    ...relationBreaches(model, byName),
    ...generatedKeys(model),
  ]);
}

function keyBreaches({ name, file, fields, primaryKey, uniqueKeys }: Model): string[] {
  const key = familyKeys[file];
  if (primaryKey.length === 0) return [`${name} has no primary key`];
  if (!key) {
    if (!elsewhere.includes(file)) return [`${name} stands in ${file}.prisma, which is no family`];
    return file === "lookups" && uniqueKeys.length > 0 ? [`${name} is a look-up with a second unique key`] : [];
  }
  const field = fields.find((candidate) => candidate.name === key);
  return [
    ...(field?.type === "String" && /@db\.Uuid/.test(field.attributes) ? [] : [`${name} has no ${key} of type uuid`]),
    ...[primaryKey, ...uniqueKeys]
      .filter((names) => !names.includes(key))
      .map((names) => `${name} has a unique key (${names.join(", ")}) without ${key}`),
  ];
}

function relationBreaches({ name, file, fields }: Model, byName: Map<string, Model>): string[] {
  return fields.flatMap((field) => {
    const relation = relationOf(field.attributes);
    if (relation === undefined) return [];
    const target = byName.get(field.type.replace(/\W/g, ""));
    const from = namesIn(/fields:\s*\[[^\]]*\]/.exec(relation)?.[0] ?? "");
    const key = familyKeys[file];
    const toReference = target?.file === "reference";
    return [
      ...(/onUpdate:\s*NoAction/.test(relation) ? [] : [`${name}.${field.name} does not say onUpdate: NoAction`]),
      ...(/onDelete:\s*SetNull/.test(relation) ? [`${name}.${field.name} sets null on delete`] : []),
      ...(target?.file === file || (key && toReference)
        ? []
        : [`${name}.${field.name} leaves its family for ${target?.name ?? field.type}`]),
      ...(key && !toReference && !from.includes(key) ? [`${name}.${field.name} is a foreign key without ${key}`] : []),
    ];
  });
}

function generatedKeys({ name, file, fields }: Model): string[] {
  const key = familyKeys[file];
  const made = fields.filter(
    (field) =>
      /@default\((autoincrement|uuid|cuid|dbgenerated|nanoid|ulid)/.test(field.attributes) ||
      /@updatedAt/.test(field.attributes),
  );
  return made
    .filter((field) => field.name === key || !/@updatedAt/.test(field.attributes))
    .map((field) => `${name}.${field.name} is generated`);
}

describe("the schema", () => {
  const models = readSchema("prisma/schema");

  it("keeps every rule of sharding", () => {
    expect(models.length).toBeGreaterThan(30);
    expect(breachesOf(models)).toEqual([]);
  });

  it("is judged by a lint that sees each kind of breach", () => {
    const bad = modelsOf(
      `model Wish {
  wishId     String @id @default(uuid()) @map("wish_id") @db.Uuid
  customerId String @map("customer_id") @db.Uuid
  productId  String? @db.Uuid
  product    Product? @relation(fields: [productId], references: [productId], onDelete: SetNull)

  @@unique([productId, wishId])
}
`,
      "customers",
    );
    const product = modelsOf('model Product {\n  productId String @id @map("product_id") @db.Uuid\n}\n', "products");
    const lookUp = modelsOf("model Coupon {\n  code String @id\n  slug String @unique\n}\n", "lookups");
    expect(breachesOf([...bad, ...product, ...lookUp])).toEqual([
      "Wish has a unique key (wishId) without customerId",
      "Wish has a unique key (productId, wishId) without customerId",
      "Wish.product does not say onUpdate: NoAction",
      "Wish.product sets null on delete",
      "Wish.product leaves its family for Product",
      "Wish.product is a foreign key without customerId",
      "Wish.wishId is generated",
      "Coupon is a look-up with a second unique key",
    ]);
  });
});
