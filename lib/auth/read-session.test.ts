import { readFileSync } from "node:fs";
import { encode } from "next-auth/jwt";
import { expect, it } from "vitest";
import { env } from "@/lib/core/env";
import { readSession } from "./read-session";

const sub = "01900000-0000-7000-8000-000000000001";
const write = (token: Record<string, unknown>, maxAge = 60) => encode({ token, secret: env().AUTH_SECRET, maxAge });

it("whoever signed in is there until the session has run out", async () => {
  expect(await readSession(await write({ sub, epoch: 3 }))).toEqual({ staffId: sub, sessionEpoch: 3 });
  expect(await readSession(await write({ sub, epoch: 3 }, -60))).toBeNull();
});

it("a session that can't be read, is another's making or names nobody is none", async () => {
  const forged = await encode({ token: { sub, epoch: 3 }, secret: "of somebody else, and long enough for that" });
  const odd = [await write({ sub }), await write({ sub: "1", epoch: 3 }), await write({ sub, epoch: 0.5 })];
  for (const session of ["", "x", "a.b.c.d.e", "eyJhbGciOiJkaXIifQ..x.y.z", forged, ...odd, undefined])
    expect(await readSession(session), session).toBeNull();
});

/** What a file loads when it runs, by the ways of this repository. */
function loads(file: string, seen = new Set<string>()): Set<string> {
  const text = readFileSync(file, "utf8");
  for (const [, from = ""] of text.matchAll(/^(?:import|export) (?!type ).*? from "(.+?)";$/gms)) {
    const path = from.startsWith("@/") ? from.slice(2) : from.startsWith("./") ? `lib/auth/${from.slice(2)}` : null;
    if (!path) seen.add(from);
    else if (!seen.has(path)) {
      seen.add(path);
      if (path.startsWith("lib/auth/")) loads(`${path}.ts`, seen);
    }
  }
  return seen;
}

it("whether a session opens the back room is asked without what passwords are hashed with", () => {
  expect(loads("lib/auth/auth-options.ts")).toContain("@node-rs/argon2");
  for (const file of ["opens-desk", "session-cookie"])
    expect(loads(`lib/auth/${file}.ts`)).not.toContain("@node-rs/argon2");
});
