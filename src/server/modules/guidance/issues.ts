import { z } from "zod";
import type { SubmissionProblem } from "@/domain/guidance/submission";

/** Several problems at once, in the shape that forms already show beside their fields. */
export function issuesOf(problems: readonly SubmissionProblem[], root: string): Error {
  // The one of zod's two that is an Error, so that it travels through tRPC whole.
  return new z.ZodRealError(
    problems.map(({ path, code, facts }) => ({
      code: "custom",
      path: [root, ...path],
      message: code,
      params: { code, ...facts },
      input: undefined,
    })),
  );
}
