/**
 * Every expected failure is one row here: its HTTP status and tRPC code stand beside it.
 * The sentence a person reads lives in `src/i18n/messages/<locale>/errors.json` under the same code.
 */
export const errorCatalogue = {
  BAD_INPUT: { http: 400, trpc: "BAD_REQUEST" },
  UNAUTHENTICATED: { http: 401, trpc: "UNAUTHORIZED" },
  SECOND_FACTOR_REQUIRED: { http: 403, trpc: "FORBIDDEN" },
  FORBIDDEN: { http: 403, trpc: "FORBIDDEN" },
  NOT_FOUND: { http: 404, trpc: "NOT_FOUND" },
  CONFLICT: { http: 409, trpc: "CONFLICT" },
  VERSION_CONFLICT: { http: 409, trpc: "CONFLICT" },
  DUPLICATE: { http: 409, trpc: "CONFLICT" },
  STATE_REFUSED: { http: 409, trpc: "CONFLICT" },
  DEADLINE_PASSED: { http: 409, trpc: "CONFLICT" },
  EXPIRED: { http: 410, trpc: "PRECONDITION_FAILED" },
  ALREADY_USED: { http: 410, trpc: "PRECONDITION_FAILED" },
  TOO_LARGE: { http: 413, trpc: "PAYLOAD_TOO_LARGE" },
  UNSUPPORTED_FILE: { http: 415, trpc: "UNSUPPORTED_MEDIA_TYPE" },
  RATE_LIMITED: { http: 429, trpc: "TOO_MANY_REQUESTS" },
  UNAVAILABLE: { http: 503, trpc: "SERVICE_UNAVAILABLE" },
} as const;

export type ErrorCode = keyof typeof errorCatalogue;

/** Facts a sentence needs (`{ name, limit, until }`); never secrets, because they travel to the reader. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean>>;

const brand = "lianfang.AppError";

/**
 * An expected failure. `reason` picks a more exact sentence (`errors.<CODE>_<reason>`) where one exists;
 * `field` names the input it belongs to, so that a form can show it in place.
 */
export class AppError extends Error {
  readonly brand = brand;
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  readonly reason: string | undefined;
  readonly field: string | undefined;

  constructor(code: ErrorCode, options: { reason?: string; field?: string; facts?: ErrorFacts; cause?: unknown } = {}) {
    super(options.reason ? `${code}: ${options.reason}` : code, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.facts = options.facts ?? {};
    this.reason = options.reason;
    this.field = options.field;
  }
}

/** True also for an AppError made by another copy of this file (Next bundles its own). */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && (error as Partial<AppError>).brand === brand;
}
