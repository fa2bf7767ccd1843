import type { z } from "zod";
import { type Ask, type VerbName, verbs } from "./verbs";

/** Reaches one of the apps as a browser would, through a balancer that knows nothing. */
export function askApp(appUrls: readonly string[]): Ask {
  const ask = async (name: VerbName, input: object): Promise<object> => {
    const appUrl = appUrls[Math.floor(Math.random() * appUrls.length)];
    const answer = await fetch(`${appUrl}/${name}`, {
      method: "POST",
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(15_000),
    });
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
    const schema: z.ZodType<object> = verbs[name].output;
    return schema.parse(await answer.json());
  };
  return ask as Ask;
}
