import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../controls/faults.ts";
import { BodyTooLarge, readBody } from "../http/read-body.ts";
import type { Sandbox } from "../sandbox.ts";
import { newId } from "../state/ids.ts";
import { ApiError, invalidRequest } from "./api-error.ts";
import { findEndpoint } from "./find-endpoint.ts";
import { findReply, fingerprintOf, type KeysInUse, keepReply } from "./idempotency.ts";
import { changed, makeTrouble } from "./make-trouble.ts";
import { type FormValue, parseForm } from "./parse-form.ts";
import { requireTestKey } from "./require-test-key.ts";
import { type Answer, sendAnswer } from "./send-answer.ts";

interface ApiCall {
  requestId: string;
  method: string;
  path: string;
  query: string;
  body: string;
  params: { [key: string]: FormValue };
  key: string | null;
}

/** One call of the API, from its headers to its answer (or the want of one, where a fault was ordered). */
export async function handleApi(
  sandbox: Sandbox,
  keysInUse: KeysInUse,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const startedMs = Date.now();
  const call: ApiCall = {
    requestId: newId("req", 14),
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.search.slice(1),
    body: "",
    params: {},
    key: null,
  };
  let fault: Fault | null = null;
  let answer: Answer | null;
  try {
    requireTestKey(request.headers.authorization);
    call.body = await readBody(request);
    call.params = parseForm(call.method === "GET" ? call.query : call.body);
    call.key = call.method === "POST" ? headerOf(request, "idempotency-key") : null;
    fault = sandbox.faults.take(call.method, call.path);
    answer = await answerCall(sandbox, keysInUse, call, fault, response);
  } catch (error) {
    answer = answerToError(sandbox, error, call.requestId);
  }
  sandbox.requests.add({
    id: call.requestId,
    at: new Date(startedMs).toISOString(),
    method: call.method,
    path: call.path,
    idempotencyKey: call.key,
    params: call.params,
    status: answer?.status ?? null,
    replayed: answer?.replayOf !== undefined,
    fault: fault?.match ?? null,
    elapsedMs: Date.now() - startedMs,
  });
  if (!answer) {
    response.destroy();
    return;
  }
  await sendAnswer(response, call, answer, fault);
}

/** Null means the connection is to be closed without an answer. */
async function answerCall(
  sandbox: Sandbox,
  keysInUse: KeysInUse,
  call: ApiCall,
  fault: Fault | null,
  response: ServerResponse,
): Promise<Answer | null> {
  const { key } = call;
  const fingerprint = fingerprintOf(call.method, call.path, call.body);
  if (key !== null) keysInUse.claim(key);
  try {
    if (fault?.delayMs) await sleep(fault.delayMs);
    if (fault && !fault.afterSuccess) {
      const trouble = await makeTrouble(fault, response);
      if (trouble !== "none") return asKept(sandbox, call, fault, fingerprint, trouble);
    }
    const reply = key === null ? null : findReply(sandbox, key, fingerprint);
    const answer = reply
      ? { status: reply.status, body: JSON.parse(reply.body), replayOf: reply.requestId }
      : sandbox.work(() => doWork(sandbox, call, fingerprint));
    if (!fault?.afterSuccess) return fault ? { ...answer, body: changed(answer.body, fault) } : answer;
    // The work is done and known: another try with the key may have its answer while this one hangs.
    if (key !== null) keysInUse.release(key);
    const trouble = await makeTrouble(fault, response);
    return trouble === "none" ? answer : asKept(sandbox, call, fault, fingerprint, trouble);
  } finally {
    if (key !== null) keysInUse.release(key);
  }
}

function doWork(sandbox: Sandbox, call: ApiCall, fingerprint: string): Answer {
  const answer = runEndpoint(sandbox, call);
  if (answer.kept) keepReply(sandbox, call, fingerprint, answer);
  return answer;
}

/** A failure of the API's own is kept under the key like any answer; one of the road is not. */
function asKept(sandbox: Sandbox, call: ApiCall, { kept }: Fault, fingerprint: string, trouble: Answer | null) {
  if (kept && trouble) keepReply(sandbox, call, fingerprint, trouble);
  return trouble;
}

/** A refusal of the parameters is not kept under the key (nothing began); a refusal while working is. */
function runEndpoint(sandbox: Sandbox, call: ApiCall): Answer & { kept: boolean } {
  const found = findEndpoint(call.method, call.path);
  if (!found) {
    const message = `Unrecognized request URL (${call.method}: ${call.path}). The payment sandbox does not play it.`;
    return {
      ...answerToError(sandbox, new ApiError(404, "invalid_request_error", { message }), call.requestId),
      kept: false,
    };
  }
  const cause = { requestId: call.requestId, idempotencyKey: call.key };
  try {
    return { status: 200, body: found.endpoint.run({ sandbox, id: found.id, cause }, call.params), kept: true };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ...answerToError(sandbox, error, call.requestId), kept: error.kept };
  }
}

function answerToError(sandbox: Sandbox, error: unknown, requestId: string): Answer {
  const known = error instanceof BodyTooLarge ? invalidRequest({ message: error.message }) : error;
  const logUrl = `${sandbox.url}/sandbox/requests?id=${requestId}`;
  if (known instanceof ApiError) return { status: known.status, body: known.body(logUrl) };
  sandbox.log(`bug in the payment sandbox: ${error instanceof Error ? error.stack : String(error)}`);
  const bug = new ApiError(500, "api_error", { message: "The payment sandbox has a bug; its log says where." });
  return { status: 500, body: bug.body(logUrl) };
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === "string" && value !== "" ? value : null;
}
