import { expect, it } from "vitest";
import { credentialsSchema } from "./auth-options";

it("an address signs in as it was kept, however it is typed or pasted", () => {
  for (const email of [" Mara@Example.com ", "ｍａｒａ@example.com", "mara@example.com\u200b"])
    expect(credentialsSchema.parse({ email, password: "x" }).email, email).toBe("mara@example.com");
});
