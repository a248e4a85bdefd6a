import { useTranslations } from "next-intl";
import type { Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";

type Document = Pick<Outputs["guidance"]["list"]["items"][number], "standing" | "state">;

const tones = {
  unpublished: "neutral",
  scheduled: "brand",
  inForce: "good",
  notYet: "brand",
  superseded: "neutral",
  expired: "neutral",
  repealed: "bad",
  withdrawn: "bad",
} as const;

/** Where it stands: before publication by its step, afterwards by its force. */
export function StandingBadge({ document }: { document: Document }) {
  const t = useTranslations("guidance");
  if (document.standing === "unpublished") return <Badge>{t(`state_${document.state}`)}</Badge>;
  return <Badge tone={tones[document.standing]}>{t(`standing_${document.standing}`)}</Badge>;
}
