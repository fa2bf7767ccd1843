import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/auth-options";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem } from "@/lib/http/problem";
import { otherMethods } from "../../other-methods";
import { boundBody } from "./bound-body";
import { invalid, refuseAsProblem } from "./refuse-as-problem";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** Where NextAuth has every browser write into the log that it is given, at any level and without a token. */
const openLog = "_log";

/** What NextAuth writes into a header as it is told: a letter that none can hold would be a failure of the shop's. */
const plain = /^[\x20-\x7e]*$/;

const handle = (sent: NextRequest, context: Context): Promise<Response> =>
  orUnavailable(sent, async () => {
    const { nextauth } = await context.params;
    const told = [...nextauth, ...sent.nextUrl.searchParams.getAll("error")];
    if (nextauth[0] === openLog || !told.every((text) => plain.test(text))) return invalid();
    const request = await boundBody(sent);
    if (!request) return problem(413, { code: "too_large" });
    return refuseAsProblem(request, () => NextAuth(request, context, authOptions()));
  });

export { handle as GET, handle as POST };

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
