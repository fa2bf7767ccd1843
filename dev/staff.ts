import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { databaseUrl } from "@/lib/core/env";
import { connect } from "@/lib/db/client";
import { createStaff } from "@/lib/merchants/create-staff";

const usage = "Usage: npm run staff -- add --email ingrid@example.com --merchant halden-audio [--merchant …] [--name Ingrid] [--role owner|clerk]";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    email: { type: "string" },
    name: { type: "string" },
    merchant: { type: "string", multiple: true },
    role: { type: "string", default: "clerk" },
  },
});

const { email, merchant: handles = [], role } = values;
if (positionals[0] !== "add" || !email?.includes("@") || handles.length === 0 || (role !== "owner" && role !== "clerk")) {
  console.error(usage);
  process.exit(1);
}

const db = connect(databaseUrl(), 2);
try {
  const merchants = await db.merchant.findMany({ where: { handle: { in: handles } }, select: { merchantId: true, handle: true } });
  const unknown = handles.filter((handle) => !merchants.some((merchant) => merchant.handle === handle));
  if (unknown.length > 0) throw new Error(`There is no merchant called ${unknown.join(", ")}.`);
  const password = randomBytes(12).toString("base64url");
  const result = await createStaff(
    db,
    { email, name: values.name ?? email.split("@")[0] ?? email, password, merchantIds: merchants.map(({ merchantId }) => merchantId), role },
    new Date(),
  );
  if (!result.ok) throw new Error(`That did not work: ${result.error.code}.`);
  console.log(result.value.created ? `${email} may sign in with the password ${password}` : `${email} had an account and keeps its password; the merchants were added.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await db.$disconnect();
}
