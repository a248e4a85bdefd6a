import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { FixForm } from "@/features/standards/discussion-forms";
import { StandardHeader } from "@/features/standards/standard-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";

export default async function ChecksPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("standards"), api()]);
  const standard = await read(locale, `/standards/${id}/checks`, caller.standards.get({ id }));
  const findings = await read(locale, `/standards/${id}/checks`, caller.standards.lint({ id }));
  return (
    <>
      <StandardHeader standard={standard} here="checks" />
      {findings.length === 0 ? <p>{t("noFindings")}</p> : null}
      <div className="flex flex-col gap-3">
        {findings.map((finding, index) => (
          <Card
            // Two findings may be alike in everything but their place.
            key={`${finding.clauseId}${finding.rule}${String(index)}`}
            title={`${finding.number} ${t(`rule_${finding.rule}`)}`}
            action={
              <Badge tone={finding.severity === "error" ? "bad" : "warn"}>{t(`severity_${finding.severity}`)}</Badge>
            }
          >
            <p lang={standard.language} className="mb-2 max-w-prose">
              {finding.rule === "clauseMissing" ? t(`kind_${finding.excerpt}`) : finding.excerpt}
            </p>
            <p className="mb-3 max-w-prose text-ink-soft">
              {t(`why_${finding.rule}`)} <span className="text-sm">{finding.source}</span>
            </p>
            <ClientMessages of={["standards"]}>
              <FixForm finding={finding} standard={standard} />
            </ClientMessages>
          </Card>
        ))}
      </div>
    </>
  );
}
