"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Callout } from "@/ui/callout";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { CopyField } from "@/ui/copy-field";
import { useHydrated } from "@/ui/use-hydrated";
import { titleIn } from "./title";

type Phase = Outputs["competitions"]["get"]["phasesOf"][number];

/** Where an engine outside pushes scores to, how it signs, and its key, which is shown once. */
export function FeedKey({ slug, phase }: { slug: string; phase: Phase }) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const acting = useAct();
  const origin = useHydrated() ? window.location.origin : "";
  const [secret, setSecret] = useState<string | null>(null);
  const words = { copy: c("copy"), copied: c("copied") };
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold">{titleIn(locale, phase) || t("phase_scoreFeed")}</h3>
      <CopyField label={t("feedAddress")} value={`POST ${origin}/api/competitions/feeds/${phase.id}`} {...words} />
      <p className="max-w-prose">{t("feedText")}</p>
      <pre className="overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm">
        {'X-Lianfang-Signature: sha256=<HMAC-SHA-256>\n{"sequence": 1, "scores": [{"team": 1, "points": 120.5}]}'}
      </pre>
      <ProblemSummary acting={acting} />
      <div className="flex flex-wrap items-center gap-4">
        <ConfirmDialog
          quiet
          trigger={t("rotateFeedKey")}
          title={t("rotateFeedKey")}
          confirm={t("rotateFeedKey")}
          cancel={c("cancel")}
          pending={acting.pending}
          onConfirm={() =>
            acting.run(async () => setSecret((await api.competitions.rotateFeedKey.mutate({ id: phase.id })).secret))
          }
        >
          <p>{t("rotateFeedKeyText")}</p>
        </ConfirmDialog>
        <Link href={`/${locale}/competitions/${slug}/manage/log?kind=feed`} className="text-brand underline">
          {t("feedLog")}
        </Link>
      </div>
      {secret ? (
        <Callout tone="good" title={t("secretOnce")}>
          <CopyField label={t("secretOnce")} value={secret} {...words} />
        </Callout>
      ) : null}
    </section>
  );
}
