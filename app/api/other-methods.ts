import { connection } from "next/server";
import { problem } from "@/lib/http/problem";

type Handler = () => Promise<Response>;

/**
 * The methods a handler doesn't have. Next answers them with 405 too, but keeps from the client which ones there are
 * (`Allow`, RFC 9110 §15.5.6) and says nothing a machine can read.
 */
export function otherMethods(...allowed: ("GET" | "POST")[]) {
  const allow = [...allowed.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])), "OPTIONS"].join(", ");
  const refuse: Handler = async () =>
    problem(405, { code: "method_not_allowed", message: `Allowed: ${allow}` }, { allow });
  // What reads nothing of its request would be answered once, when the shop is built.
  const refuseToRead: Handler = async () => {
    await connection();
    return refuse();
  };
  const tell: Handler = async () => new Response(null, { status: 204, headers: { allow } });
  return {
    GET: refuseToRead,
    HEAD: refuseToRead,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    OPTIONS: tell,
  };
}
