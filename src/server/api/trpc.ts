import { initTRPC, TRPCError } from "@trpc/server";
import type { OpenApiMeta } from "trpc-to-openapi";
import { ZodError, type ZodType } from "zod";
import { memberLimits } from "@/domain/identity/rate-limits";
import { errorCatalogue, isAppError } from "@/domain/shared/errors";
import { defaultLocale } from "@/domain/shared/locale";
import { appErrorSentence, issueSentence, sentence } from "@/i18n/sentences";
import type { Ctx } from "@/server/platform/ctx";
import { takePoint } from "@/server/platform/limits";
import { log } from "@/server/platform/log";
import { metrics } from "@/server/platform/metrics";

/** Every procedure names the policy that guards it; `policy` is what the matrix test lists. */
type Meta = OpenApiMeta<{ policy?: string }>;

const t = initTRPC
  .context<Ctx>()
  .meta<Meta>()
  .create({
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
    /** People get a sentence in their language, programs get a code and facts, nobody gets a stack. */
    errorFormatter({ shape, error, ctx }) {
      const locale = ctx?.locale ?? defaultLocale;
      const requestId = ctx?.requestId ?? null;
      const { cause } = error;
      if (isAppError(cause)) {
        const { code, reason, facts, field } = cause;
        const message = appErrorSentence(locale, cause);
        return {
          ...shape,
          message,
          data: {
            code,
            reason: reason ?? null,
            facts,
            fields: field ? [{ path: field, message }] : [],
            requestId,
            httpStatus: errorCatalogue[code].http,
          },
        };
      }
      if (cause instanceof ZodError) {
        const fields = cause.issues.map((issue) => ({
          path: issue.path.join("."),
          message: issueSentence(locale, issue),
        }));
        return {
          ...shape,
          message: sentence(locale, "errors", "BAD_INPUT"),
          data: { code: "BAD_INPUT", reason: null, facts: {}, fields, requestId, httpStatus: 400 },
        };
      }
      const expected = error.code !== "INTERNAL_SERVER_ERROR";
      const code = expected ? error.code : "FAULT";
      const key = expected
        ? error.code === "NOT_FOUND"
          ? "NO_SUCH_DOOR"
          : error.code === "PAYLOAD_TOO_LARGE"
            ? "TOO_LARGE"
            : "BAD_INPUT"
        : "FAULT";
      return {
        ...shape,
        message: sentence(locale, "errors", key, { requestId: requestId ?? "" }),
        data: { code, reason: null, facts: {}, fields: [], requestId, httpStatus: shape.data.httpStatus },
      };
    },
  });

/** Turns expected failures into their tRPC code once, here; a fault is logged once with the request's id. */
const guarded = t.middleware(async ({ ctx, next, path, type }) => {
  if (type === "mutation" && ctx.actor.kind === "person") await takePoint(memberLimits.writes, ctx.actor.id);
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (isAppError(cause)) {
    return { ...result, error: new TRPCError({ code: errorCatalogue[cause.code].trpc, message: cause.code, cause }) };
  }
  if (result.error.code !== "INTERNAL_SERVER_ERROR") return result;
  // A service may find what is wrong only beside the rows; that is the sender's to mend, unlike an output that does not fit.
  if (cause instanceof ZodError && result.error.message !== "Output validation failed") {
    return { ...result, error: new TRPCError({ code: errorCatalogue.BAD_INPUT.trpc, message: cause.message, cause }) };
  }
  metrics().faults.inc();
  log().error({ err: cause ?? result.error, requestId: ctx.requestId, path }, "a procedure failed unexpectedly");
  return result;
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/**
 * The only way to a procedure: it names its policy, its input and its output.
 * @param policy name of the function under `domain/<module>/policy.ts` that the service asks
 */
export function door<I extends ZodType, O extends ZodType>(
  policy: string,
  input: I,
  output: O,
  rest?: Meta["openapi"],
) {
  return t.procedure
    .meta({ policy, ...(rest ? { openapi: rest } : {}) })
    .use(guarded)
    .input(input)
    .output(output);
}

/** A stream of changes (SSE); the output of each event is checked by the service that makes it. */
export function stream<I extends ZodType>(policy: string, input: I) {
  return t.procedure.meta({ policy }).use(guarded).input(input);
}
