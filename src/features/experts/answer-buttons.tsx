"use client";

import { useTranslations } from "next-intl";
import { ActForm } from "@/features/shared/act-form";
import { api } from "@/features/shared/api";

/** Yes or no to an invitation. */
export function AnswerButtons({ id }: { id: string }) {
  const t = useTranslations("experts");
  const answer = (accept: boolean) => api.experts.answerInvitation.mutate({ id, accept });
  return (
    <ActForm
      className="mt-3"
      submit={t("accept")}
      variant="primary"
      send={() => answer(true)}
      second={{ label: t("decline"), send: () => answer(false) }}
    />
  );
}
