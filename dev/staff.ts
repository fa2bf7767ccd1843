import { randomBytes } from "node:crypto";
import { readCommandLine } from "@/lib/core/command-line";
import { databaseUrl } from "@/lib/core/env";
import { reasonOf } from "@/lib/core/reason-of";
import { plainEmail } from "@/lib/core/typed-email";
import { connect } from "@/lib/db/client";
import { createStaff } from "@/lib/merchants/create-staff";
import { endSessions } from "@/lib/merchants/end-sessions";

const usage = [
  "Usage: npm run staff -- add --email ingrid@example.com --merchant halden-audio [--merchant …] [--name Ingrid] [--role owner|clerk] [--operator]",
  "       npm run staff -- sign-out --email ingrid@example.com",
].join("\n");

const { positionals, values } = readCommandLine(usage, {
  allowPositionals: true,
  options: {
    email: { type: "string" },
    name: { type: "string" },
    merchant: { type: "string", multiple: true },
    role: { type: "string", default: "clerk" },
    operator: { type: "boolean", default: false },
  },
});

const { email = "", name = email.split("@")[0] ?? email, merchant: handles = [], role, operator } = values;
const [command] = positionals;
const complete = email.includes("@") && (command === "sign-out" || (command === "add" && handles.length > 0));
if (!complete || (role !== "owner" && role !== "clerk")) {
  console.error(usage);
  process.exit(1);
}

const db = connect(databaseUrl(), 2);
try {
  console.log(command === "add" ? await add(role) : await signOut());
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
} finally {
  await db.$disconnect();
}

async function add(role: "owner" | "clerk"): Promise<string> {
  const merchants = await db.merchant.findMany({
    where: { handle: { in: handles } },
    select: { merchantId: true, handle: true },
  });
  const unknown = handles.filter((handle) => !merchants.some((merchant) => merchant.handle === handle));
  if (unknown.length > 0) throw new Error(`There is no merchant called ${unknown.join(", ")}.`);
  const password = randomBytes(12).toString("base64url");
  const merchantIds = merchants.map(({ merchantId }) => merchantId);
  const result = await createStaff(db, { email, name, password, merchantIds, role, operator }, new Date());
  if (!result.ok) throw new Error(`That did not work: ${result.error.code}.`);
  return result.value.created
    ? `${email} may sign in with the password ${password}`
    : `${email} had an account and keeps its password; the merchants were added.`;
}

/** On every machine: for whoever leaves, or lost a laptop. */
async function signOut(): Promise<string> {
  const found = await db.staffEmail.findUnique({
    where: { email: plainEmail(email) },
    select: { staffId: true },
  });
  if (!found) throw new Error(`There is no account of ${email}.`);
  await endSessions(db, found.staffId);
  return `Every session of ${email} has ended.`;
}
