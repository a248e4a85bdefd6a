"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActForm } from "@/features/shared/act-form";
import { api } from "@/features/shared/api";
import { Callout } from "@/ui/callout";
import { TextField } from "@/ui/field";

/** A member's own seat. */
export function SeatAnswer({ id }: { id: string }) {
  const t = useTranslations("experts");
  const [reason, setReason] = useState("");
  const answer = (accept: boolean) => api.experts.answerSeat.mutate({ id, accept, reason });
  return (
    <Callout title={t("yourSeat")}>
      <ActForm
        submit={t("takeSeat")}
        variant="primary"
        send={() => answer(true)}
        second={{ label: t("recuse"), send: () => answer(false) }}
      >
        {(errorOf) => (
          <>
            <p>{t("yourSeatHint")}</p>
            <TextField
              id="recusal"
              label={t("recusalReason")}
              value={reason}
              error={errorOf("reason")}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
      </ActForm>
    </Callout>
  );
}
