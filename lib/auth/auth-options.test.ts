import type { GetServerSidePropsContext } from "next";
import { getServerSession } from "next-auth";
import { encode } from "next-auth/jwt";
import { expect, it } from "vitest";
import { env } from "@/lib/core/env";
import { credentialsSchema, sessionCookie, sessionOptions } from "./auth-options";

/** Whom NextAuth sees behind these cookies. */
async function seen(cookies: Record<string, string>) {
  const request = { headers: {}, cookies } as unknown as GetServerSidePropsContext["req"];
  const response = { getHeader: () => [], setHeader: () => undefined } as unknown as GetServerSidePropsContext["res"];
  return getServerSession(request, response, sessionOptions());
}

it("whoever signed in is there, whatever other cookies the browser has", async () => {
  const sub = "01900000-0000-7000-8000-000000000001";
  const session = await encode({ token: { sub, epoch: 3 }, secret: env().AUTH_SECRET });
  const { name } = sessionCookie();
  for (const address of ["javascript:alert(1)", "no address", "//"])
    for (const cookie of ["next-auth.callback-url", "__Secure-next-auth.callback-url"])
      expect(await seen({ [name]: session, [cookie]: address }), address).toMatchObject({ sub, epoch: 3 });
});

it("a session that can't be read is none", async () => {
  for (const session of ["x", "a.b.c.d.e", "eyJhbGciOiJkaXIifQ..x.y.z"])
    expect(await seen({ [sessionCookie().name]: session }), session).toBeNull();
});

it("an address signs in as it was kept, however it is typed or pasted", () => {
  for (const email of [" Mara@Example.com ", "ｍａｒａ@example.com", "mara@example.com\u200b"])
    expect(credentialsSchema.parse({ email, password: "x" }).email, email).toBe("mara@example.com");
});
