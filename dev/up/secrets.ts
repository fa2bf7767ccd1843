import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const secretsSchema = z.object({
  authSecret: z.string(),
  jobsSecret: z.string(),
  webhookSecret: z.string(),
  sandboxKey: z.string(),
});
export type Secrets = z.infer<typeof secretsSchema>;

export const secretsFile = "secrets.json";

/** Made once for each data folder: sign-ins and signed links outlive a restart. */
export function keepSecrets(data: string): Secrets {
  const file = path.join(data, secretsFile);
  if (existsSync(file)) return secretsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const random = () => randomBytes(32).toString("base64url");
  const secrets = {
    authSecret: random(),
    jobsSecret: random(),
    webhookSecret: `whsec_${random()}`,
    sandboxKey: `sk_test_${random()}`,
  };
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
