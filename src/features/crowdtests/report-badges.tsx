import { useTranslations } from "next-intl";
import type { Severity } from "@/domain/crowdtests/cvss";
import type { ReportState } from "@/domain/crowdtests/states";
import { Badge } from "@/ui/badge";

const severityTones = { none: "neutral", low: "brand", medium: "warn", high: "bad", critical: "bad" } as const;
const done: ReadonlySet<ReportState> = new Set(["verified", "disclosed", "fixed"]);
const ended: ReadonlySet<ReportState> = new Set(["duplicate", "informative", "notApplicable"]);

export function SeverityBadge({ severity, score }: { severity: Severity; score: number }) {
  const t = useTranslations("crowdtests");
  return (
    <Badge tone={severityTones[severity]}>
      {score.toFixed(1)} {t(`severity_${severity}`)}
    </Badge>
  );
}

export function ReportStateBadge({ state }: { state: ReportState }) {
  const t = useTranslations("crowdtests");
  return <Badge tone={done.has(state) ? "good" : ended.has(state) ? "neutral" : "brand"}>{t(`state_${state}`)}</Badge>;
}
