import { connection } from "next/server";

/** The process answers. Touches nothing outside: an orchestrator restarts what fails this. */
export async function GET(): Promise<Response> {
  await connection();
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}
