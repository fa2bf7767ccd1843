import { randomBytes } from "node:crypto";
import { z } from "zod";
import { readCommandLine } from "@/lib/core/command-line";
import { databaseUrl } from "@/lib/core/env";
import { reasonOf } from "@/lib/core/reason-of";
import { plainEmail } from "@/lib/core/typed-email";
import { connect } from "@/lib/db/client";
import { changePassword, endSessions } from "@/lib/merchants/change-sign-in";
import { createStaff } from "@/lib/merchants/create-staff";
import { removeStaff } from "@/lib/merchants/remove-staff";

const usage = [
  "Usage: npm run staff -- add --email ingrid@example.com --merchant halden-audio [--merchant …] [--name Ingrid] [--role owner|clerk] [--operator]",
  "       npm run staff -- remove --email ingrid@example.com [--merchant halden-audio …]",
  "       npm run staff -- password --email ingrid@example.com",
  "       npm run staff -- sign-out --email ingrid@example.com",
].join("\n");

const commands = { add, remove, password: renewPassword, "sign-out": signOut };

const askedSchema = z.object({
  command: z.enum(["add", "remove", "password", "sign-out"]),
  email: z.string().regex(/@/),
  name: z.string().optional(),
  merchant: z.array(z.string()).default([]),
  role: z.enum(["owner", "clerk"]).optional(),
  operator: z.boolean(),
});
type Asked = z.infer<typeof askedSchema>;

const { positionals, values } = readCommandLine(usage, {
  allowPositionals: true,
  options: {
    email: { type: "string" },
    name: { type: "string" },
    merchant: { type: "string", multiple: true },
    role: { type: "string" },
    operator: { type: "boolean", default: false },
  },
});
const asked = askedSchema.safeParse({ ...values, command: positionals[0] });
if (!asked.success || (asked.data.command === "add" && asked.data.merchant.length === 0)) {
  console.error(usage);
  process.exit(1);
}

const db = connect(databaseUrl(), 2);
try {
  console.log(await commands[asked.data.command](asked.data));
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
} finally {
  await db.$disconnect();
}

async function add({ email, name = email.split("@")[0] ?? email, merchant, role, operator }: Asked): Promise<string> {
  const password = newPassword();
  const merchantIds = await findMerchants(merchant);
  const result = await createStaff(db, { email, name, password, merchantIds, role, operator }, new Date());
  if (!result.ok) throw new Error(`That did not work: ${result.error.code}.`);
  return result.value.created
    ? `${email} may sign in with the password ${password}`
    : `${email} had an account and keeps its password; the merchants were added.`;
}

/** For whoever leaves. */
async function remove({ email, merchant }: Asked): Promise<string> {
  const merchantIds = merchant.length > 0 ? await findMerchants(merchant) : "all";
  const count = await removeStaff(db, { staffId: await findStaff(email), merchantIds }, new Date());
  return count > 0 ? `${email} no longer works for ${count} of them.` : `${email} works for none of them.`;
}

/** For whoever has forgotten theirs, or told it. */
async function renewPassword({ email }: Asked): Promise<string> {
  const password = newPassword();
  await changePassword(db, { staffId: await findStaff(email), password }, new Date());
  return `${email} may sign in with the password ${password}; every session has ended.`;
}

/** On every machine: for whoever lost a laptop. */
async function signOut({ email }: Asked): Promise<string> {
  await endSessions(db, await findStaff(email), new Date());
  return `Every session of ${email} has ended.`;
}

async function findMerchants(handles: string[]): Promise<string[]> {
  const merchants = await db.merchant.findMany({
    where: { handle: { in: handles } },
    select: { merchantId: true, handle: true },
  });
  const unknown = handles.filter((handle) => !merchants.some((merchant) => merchant.handle === handle));
  if (unknown.length > 0) throw new Error(`There is no merchant called ${unknown.join(", ")}.`);
  return merchants.map(({ merchantId }) => merchantId);
}

async function findStaff(email: string): Promise<string> {
  const found = await db.staffEmail.findUnique({ where: { email: plainEmail(email) }, select: { staffId: true } });
  if (!found) throw new Error(`There is no account of ${email}.`);
  return found.staffId;
}

function newPassword(): string {
  return randomBytes(12).toString("base64url");
}
