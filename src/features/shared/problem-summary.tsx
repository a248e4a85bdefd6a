"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ErrorSummary } from "@/ui/error-summary";
import type { Acting } from "./use-act";

/** What went wrong on top of a form, and where to go when it is the session or the second factor. */
export function ProblemSummary({ acting }: { acting: Acting }) {
  const t = useTranslations("common");
  const locale = useLocale();
  const way =
    acting.code === "UNAUTHENTICATED"
      ? "/sign-in"
      : acting.code === "SECOND_FACTOR_REQUIRED"
        ? "/account/second-factor"
        : null;
  return (
    <>
      <ErrorSummary title={t("problems")} errors={acting.problems} />
      {way ? (
        <p className="mt-2">
          <Link href={`/${locale}${way}`} target="_blank" className="text-brand underline">
            {t(acting.code === "UNAUTHENTICATED" ? "signInNewTab" : "secondFactorNewTab")}
          </Link>
        </p>
      ) : null}
    </>
  );
}
