import { useTranslations } from "next-intl";
import type { CompetitionState } from "@/domain/competitions/states";
import { Badge } from "@/ui/badge";

const tones = {
  draft: "neutral",
  published: "brand",
  registration: "brand",
  running: "good",
  paused: "warn",
  ended: "neutral",
  reviewing: "warn",
  finalised: "good",
  cancelled: "bad",
} as const satisfies Record<CompetitionState, string>;

export function CompetitionStateBadge({ state }: { state: CompetitionState }) {
  const t = useTranslations("competitions");
  return <Badge tone={tones[state]}>{t(`state_${state}`)}</Badge>;
}
