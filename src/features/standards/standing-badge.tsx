import { useTranslations } from "next-intl";
import type { Standing } from "@/domain/standards/review";
import { Badge } from "@/ui/badge";

const tones = {
  inForce: "good",
  reviewDue: "warn",
  underReview: "brand",
  underRevision: "brand",
  withdrawn: "bad",
} as const;

/** How a published standard stands with its readers. */
export function StandingBadge({ standing }: { standing: Standing }) {
  const t = useTranslations("standardsLife");
  return <Badge tone={tones[standing]}>{t(`standing_${standing}`)}</Badge>;
}
