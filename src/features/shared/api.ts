import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, TRPCClientError } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

/** The API from the browser: the same procedures as everybody's, with the page's language. */
export const api = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === "subscription",
      true: httpSubscriptionLink({ url: "/api/trpc" }),
      false: httpBatchLink({
        url: "/api/trpc",
        maxItems: 20,
        headers: () => ({ "x-locale": document.documentElement.lang }),
      }),
    }),
  ],
});

export type Inputs = inferRouterInputs<AppRouter>;
export type Outputs = inferRouterOutputs<AppRouter>;

export type Problem = { field: string | null; message: string };
type Shape = { code?: string; fields?: { path: string; message: string }[] };

/** What a form shows of a failed call; null when no answer came at all. */
export function problemsOf(error: unknown): { code: string; problems: Problem[] } | null {
  if (!(error instanceof TRPCClientError) || !error.data) return null;
  const { code = "FAULT", fields = [] } = error.data as Shape;
  const problems = fields.map(({ path, message }) => ({ field: path || null, message }));
  return { code, problems: problems.length > 0 ? problems : [{ field: null, message: error.message }] };
}
