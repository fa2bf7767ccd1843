import net from "node:net";
import { expect, it } from "vitest";
import { reasonOf } from "./reason-of";

it("names what was refused, by one address or several, at a socket or a fetch", async () => {
  const refused = await new Promise((resolve) => net.connect(1, "localhost").once("error", resolve));
  expect(reasonOf(refused)).toContain("ECONNREFUSED");
  expect(reasonOf(await fetch("http://127.0.0.1:2").catch((error: unknown) => error))).toContain("ECONNREFUSED");
  expect([reasonOf(new Error("no")), reasonOf("no")]).toEqual(["no", "no"]);
});
