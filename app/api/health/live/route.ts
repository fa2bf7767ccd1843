import { connection } from "next/server";
import { otherMethods } from "../../other-methods";

/** The process answers. Touches nothing outside: an orchestrator restarts what fails this. */
export async function GET(): Promise<Response> {
  await connection();
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
