import { answerForPages } from "./answer-for-pages";

/** A page is read, and its actions are posted to it. */
const leftToNext = ["GET", "HEAD", "POST"];
const headers = { allow: [...leftToNext, "OPTIONS"].join(", ") };

/**
 * Has a page asked by any other method refused before Next is asked, which would make the page all the same and answer 200;
 * and has those who ask for the methods told, to whom Next says 400. Routes say so themselves, for each knows what it allows
 * (`app/api/other-methods.ts`).
 */
export function refuseOtherMethods(): void {
  answerForPages(({ method = "" }) => {
    if (leftToNext.includes(method)) return null;
    return { status: method === "OPTIONS" ? 204 : 405, headers };
  });
}
