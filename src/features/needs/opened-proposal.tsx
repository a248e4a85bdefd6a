import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import type { Outputs } from "@/features/shared/api";
import { dateTime, money } from "@/features/shared/format";
import { Badge } from "@/ui/badge";
import { DescriptionList } from "@/ui/description-list";

type Proposal = Outputs["needs"]["openedProposals"][number];

export function OpenedProposal({
  proposal,
  timeZone,
  children,
}: {
  proposal: Proposal;
  timeZone: string;
  children?: ReactNode;
}) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const { content } = proposal;
  const { currency } = content.price;
  return (
    <details open className="rounded-lg border border-line p-4">
      <summary className="flex flex-wrap items-center gap-3 text-lg font-semibold">
        {nameIn(locale, proposal.organisation)}
        <span className="tabular-nums">{money(content.price.amount, currency, locale)}</span>
        <Badge tone={proposal.commitmentHolds ? "good" : "bad"}>
          {proposal.commitmentHolds ? t("commitmentHolds") : t("commitmentBroken")}
        </Badge>
      </summary>
      <div className={clsx("mt-4 grid gap-6", children && "lg:grid-cols-2")}>
        <DescriptionList
          items={[
            { term: t("approach"), detail: content.approach },
            ...Object.entries(content.answers ?? {}).map(([id, answer]) => ({
              term: t(`kindField_${id}`),
              detail: answer,
            })),
            ...(content.consortium
              ? [
                  {
                    term: t("consortium"),
                    detail: content.consortium
                      .map(({ organisationId, role, share }) => {
                        const name = proposal.members.find(({ id }) => id === organisationId);
                        return `${name ? nameIn(locale, name) : organisationId} · ${role} · ${share}%`;
                      })
                      .join("\n"),
                  },
                ]
              : []),
            { term: t("team"), detail: content.team.map(({ name, role }) => `${name} — ${role}`).join("\n") },
            {
              term: t("milestones"),
              detail: content.milestones
                .map(
                  ({ title, weeks, amount }) =>
                    `${title} · ${t("weeksCount", { count: weeks })} · ${money(amount, currency, locale)}`,
                )
                .join("\n"),
            },
            { term: t("validDays"), detail: String(content.validDays) },
            { term: t("submittedAt"), detail: dateTime(proposal.submittedAt, locale, timeZone) },
            { term: t("commitment"), detail: <code className="text-xs break-all">{proposal.commitment}</code> },
            ...(proposal.files.length > 0
              ? [
                  {
                    term: t("files"),
                    detail: proposal.files.map(({ id, name }) => (
                      <a key={id} href={`/api/files/${id}`} className="mr-3 text-brand underline">
                        {name}
                      </a>
                    )),
                  },
                ]
              : []),
          ]}
        />
        {children}
      </div>
    </details>
  );
}
