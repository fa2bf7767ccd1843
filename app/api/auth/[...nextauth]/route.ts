import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/auth-options";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { otherMethods } from "../../other-methods";
import { refuseAsProblem } from "./refuse-as-problem";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

const handle = (request: NextRequest, context: Context): Promise<Response> =>
  orUnavailable(request, () => refuseAsProblem(request, () => NextAuth(request, context, authOptions())));

export { handle as GET, handle as POST };

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
