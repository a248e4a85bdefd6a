import { TRPCError } from "@trpc/server";
import { notFound, redirect } from "next/navigation";
import { isAppError } from "@/domain/shared/errors";

/** Awaits a page's read: what its reader may not see is the "nothing here" page, a missing sign-in leads to the door. */
export async function read<T>(locale: string, path: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    // An address whose id is none leads nowhere, like one whose id is nobody's.
    if (error instanceof TRPCError && error.code === "BAD_REQUEST") notFound();
    if (!(error instanceof TRPCError) || !isAppError(error.cause)) throw error;
    const { code } = error.cause;
    if (code === "UNAUTHENTICATED") redirect(`/${locale}/sign-in?next=${encodeURIComponent(`/${locale}${path}`)}`);
    if (code === "SECOND_FACTOR_REQUIRED")
      redirect(`/${locale}/account/second-factor?next=${encodeURIComponent(`/${locale}${path}`)}`);
    if (code === "NOT_FOUND" || code === "FORBIDDEN" || code === "BAD_INPUT") notFound();
    throw error;
  }
}
