/** What the web API calls what went wrong. */
export type ApiErrorName =
  | "invalid_request"
  | "invalid_token"
  | "token_expired"
  | "wrong_credentials"
  | "invalid_client"
  | "invalid_permission"
  | "not_found"
  | "rate_limit_reached"
  | "too_many_retries"
  | "internal_error";

/** A call that the server answered with a failure. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly error: ApiErrorName;
  /** The HTTP status. */
  readonly status: number;
  /** Stands in the server's log, too. */
  readonly signature: string | undefined;
  /** When to come again, if the server said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    error: ApiErrorName,
    status: number,
    description: string,
    signature?: string,
    retryAfterSeconds?: number,
  ) {
    super(description);
    this.error = error;
    this.status = status;
    this.signature = signature;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Reads a failed answer; also one that did not come from the web API, as of a proxy in between. */
export async function errorOf(response: Response): Promise<ApiError> {
  const text = await response.text();
  const after = Number(response.headers.get("retry-after") ?? "none");
  const retryAfterSeconds = Number.isFinite(after) ? after : undefined;
  try {
    const { error, error_description, error_signature } = JSON.parse(text) as Record<string, string>;
    if (error !== undefined)
      return new ApiError(
        error as ApiErrorName,
        response.status,
        error_description ?? "",
        error_signature,
        retryAfterSeconds,
      );
  } catch {
    // It is told below.
  }
  const name = response.status >= 500 ? "internal_error" : "invalid_request";
  const said = `The server answered ${response.status} ${text.slice(0, 200)}`;
  return new ApiError(name, response.status, said, undefined, retryAfterSeconds);
}
