export interface ApiErrorDetail {
  code?: string;
  param?: string;
  message: string;
  decline_code?: string;
  charge?: string;
  payment_intent?: unknown;
}

/** An answer in Stripe's error shape. `kept` ones were refused while working, so their idempotency key replays them. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly type: "invalid_request_error" | "card_error" | "idempotency_error" | "api_error",
    readonly detail: ApiErrorDetail,
    readonly kept = false,
  ) {
    super(detail.message);
  }

  body(requestLogUrl: string): object {
    const { code } = this.detail;
    return {
      error: {
        ...this.detail,
        ...(code ? { doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll("_", "-")}` } : {}),
        request_log_url: requestLogUrl,
        type: this.type,
      },
    };
  }
}

export function invalidRequest(detail: ApiErrorDetail): ApiError {
  return new ApiError(400, "invalid_request_error", detail);
}

/** The parameters were fine, the object's state was not. */
export function wrongState(detail: ApiErrorDetail): ApiError {
  return new ApiError(400, "invalid_request_error", detail, true);
}

export function resourceMissing(noun: string, id: string, param = "id"): ApiError {
  return new ApiError(404, "invalid_request_error", {
    code: "resource_missing",
    param,
    message: `No such ${noun}: '${id}'`,
  });
}

/** An object named by a parameter, not by the path: Stripe answers 400 there. */
export function referenceMissing(noun: string, id: string, param: string): ApiError {
  return invalidRequest({ code: "resource_missing", param, message: `No such ${noun}: '${id}'` });
}
