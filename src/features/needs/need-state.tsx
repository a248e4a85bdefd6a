import { useTranslations } from "next-intl";
import type { NeedState } from "@/domain/needs/schema";
import { Badge } from "@/ui/badge";

const tones: Partial<Record<NeedState, "brand" | "good" | "warn" | "bad">> = {
  open: "brand",
  amended: "brand",
  closed: "warn",
  opened: "warn",
  evaluating: "warn",
  awarded: "good",
  cancelled: "bad",
  failed: "bad",
};

export function NeedStateBadge({ state }: { state: NeedState }) {
  const t = useTranslations("needs");
  return <Badge tone={tones[state] ?? "neutral"}>{t(`state_${state}`)}</Badge>;
}
