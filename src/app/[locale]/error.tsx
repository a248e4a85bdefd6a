"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";

/** A fault of ours: calm words, and a way to try again. It was logged where it happened. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  const t = useTranslations("common");
  return (
    <EmptyState title={t("faultTitle")} action={<Button onClick={reset}>{t("tryAgain")}</Button>}>
      {t("faultText")}
    </EmptyState>
  );
}
