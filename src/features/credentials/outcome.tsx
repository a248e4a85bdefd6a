import { useTranslations } from "next-intl";
import type { Outcome } from "@/domain/credentials/outcome";
import { Badge } from "@/ui/badge";
import { Callout, type Tone } from "@/ui/callout";

const tones: Record<Outcome, Tone> = {
  valid: "good",
  unknownIssuer: "warn",
  statusUnreachable: "warn",
  issuerUnreachable: "warn",
  notYetValid: "warn",
  suspended: "warn",
  unsupported: "warn",
  expired: "warn",
  revoked: "bad",
  altered: "bad",
  foreignKey: "bad",
  unreadable: "bad",
};

/** The verdict in one sentence, then what it means for whoever relies on it. */
export function OutcomeCallout({ outcome, reason }: { outcome: Outcome; reason?: string | null }) {
  const t = useTranslations("credentials");
  return (
    <Callout tone={tones[outcome]} title={t(`outcome_${outcome}`)}>
      <p>{t(`meaning_${outcome}`)}</p>
      {reason ? <p className="mt-1">{t("reasonGiven", { reason })}</p> : null}
    </Callout>
  );
}

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const t = useTranslations("credentials");
  const tone = tones[outcome];
  return <Badge tone={tone === "info" ? "neutral" : tone}>{t(`word_${outcome}`)}</Badge>;
}
