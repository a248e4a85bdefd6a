import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { ChallengeStateForm } from "@/features/competitions/challenge-state-form";
import { ManageHeader } from "@/features/competitions/manage-header";
import { titleIn } from "@/features/competitions/title";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";

export default async function ManageChallengesPage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { slug, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("competitions"), api()]);
  const path = `/competitions/${slug}/manage/challenges`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const challenges = await read(locale, path, caller.competitions.managedChallenges({ slug }));
  const tones = { hidden: "neutral", visible: "good", withdrawn: "bad" } as const;
  return (
    <>
      <ManageHeader competition={competition} here="challenges" />
      <p className="mb-4">
        <LinkButton variant="primary" href={`/${locale}${path}/new`}>
          {t("newChallenge")}
        </LinkButton>
      </p>
      {challenges.length === 0 ? <EmptyState title={t("noChallenges")}>{t("noChallengesManage")}</EmptyState> : null}
      <ClientMessages of={["competitions"]}>
        <ul className="flex flex-col gap-3">
          {challenges.map((one) => (
            <li
              key={one.id}
              className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-surface px-4 py-3"
            >
              <div className="min-w-0">
                <Link href={`/${locale}${path}/${one.id}`} className="font-semibold text-brand underline break-words">
                  {titleIn(locale, one)}
                </Link>
                <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
                  <span>{one.category}</span>
                  <Badge tone={tones[one.state]}>{t(`challenge_${one.state}`)}</Badge>
                  {one.parity.length > 0 ? <Badge tone="warn">{t("parityShort")}</Badge> : null}
                </p>
              </div>
              <ChallengeStateForm challenge={one} />
            </li>
          ))}
        </ul>
      </ClientMessages>
    </>
  );
}
