"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { reviewQuestions } from "@/domain/engagements/reviews";
import type { Locale } from "@/domain/shared/locale";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { Card } from "@/ui/card";
import { SelectField, TextAreaField } from "@/ui/field";

type Engagement = Outputs["engagements"]["get"];

/** Both sides' reviews, once both are in. */
export function ReviewsCard({ engagement, timeZone }: { engagement: Engagement; timeZone: string }) {
  const t = useTranslations("engagements");
  const locale = useLocale() as Locale;
  const { reviews, reviewed, can, side } = engagement;
  if (reviews.length === 0 && !reviewed && !can.review) return null;
  return (
    <Card title={t("reviews")}>
      <div className="flex flex-col gap-4">
        {reviews.map((review) => (
          <article key={review.side}>
            <p className="font-semibold">{t(`reviewBy_${review.side}`)}</p>
            <p className="text-ink-soft">
              {Object.entries(review.scores)
                .map(([question, score]) => `${t(`question_${question}`)} ${score}/5`)
                .join(" · ")}
            </p>
            <p className="max-w-prose whitespace-pre-line">{review.text}</p>
          </article>
        ))}
        {reviewed && reviews.length === 0 && engagement.reviewsDue ? (
          <p>{t("reviewWaiting", { date: dateTime(engagement.reviewsDue, locale, timeZone) })}</p>
        ) : null}
        {can.review && side ? <ReviewForm engagementId={engagement.id} side={side} /> : null}
      </div>
    </Card>
  );
}

function ReviewForm({ engagementId, side }: { engagementId: string; side: "buyer" | "provider" }) {
  const t = useTranslations("engagements");
  const c = useTranslations("common");
  const [scores, setScores] = useState<Record<string, string>>({});
  const [text, setText] = useState("");
  const key = useRef(crypto.randomUUID());
  return (
    <ActForm
      submit={t("reviewSend")}
      send={() =>
        api.engagements.review.mutate({
          id: engagementId,
          scores: Object.fromEntries(
            Object.entries(scores).flatMap(([question, score]) => (score ? [[question, Number(score)]] : [])),
          ),
          text,
          idempotencyKey: key.current,
        })
      }
    >
      {(errorOf) => (
        <>
          <p className="max-w-prose text-ink-soft">{t("reviewHint")}</p>
          <div className="grid gap-3 sm:grid-cols-3">
            {reviewQuestions[side].map((question) => (
              <SelectField
                key={question}
                id={`score-${question}`}
                label={t(`question_${question}`)}
                value={scores[question] ?? ""}
                error={errorOf(`scores.${question}`)}
                onChange={(event) => setScores({ ...scores, [question]: event.target.value })}
                options={[
                  { value: "", label: c("choose") },
                  ...[5, 4, 3, 2, 1].map((score) => ({ value: String(score), label: t(`score_${score}`) })),
                ]}
              />
            ))}
          </div>
          <TextAreaField
            id="review-text"
            label={t("reviewText")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            error={errorOf("text")}
          />
        </>
      )}
    </ActForm>
  );
}
