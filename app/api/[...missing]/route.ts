import { connection } from "next/server";
import { problem } from "@/lib/http/problem";

/** An address of the API that nothing answers, said as every fault is, whatever the method. Next's own is a page of HTML. */
async function tellMissing(): Promise<Response> {
  await connection();
  return problem(404, { code: "not_found", message: "/api/openapi.json describes what there is" });
}

export {
  tellMissing as DELETE,
  tellMissing as GET,
  tellMissing as OPTIONS,
  tellMissing as PATCH,
  tellMissing as POST,
  tellMissing as PUT,
};
