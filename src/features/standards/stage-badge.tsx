import { useLocale, useTranslations } from "next-intl";
import { type ProfileId, profiles, stageOf } from "@/domain/standards/profiles";
import { Badge } from "@/ui/badge";

type Props = { standard: { profile: ProfileId; stage: string; substage: string; publishedAt: string | null } };

/** Stage in the profile's own words, with its number: two profiles do not mean the same by one. */
export function StageBadge({ standard: { profile, stage, substage, publishedAt } }: Props) {
  const t = useTranslations("standards");
  const locale = useLocale();
  const found = stageOf(profiles[profile], stage);
  // A published or withdrawn standard waits for nobody's decision.
  const rests = (found?.publication && substage === "60") || (found?.withdrawal && substage === "99");
  return (
    <Badge tone={publishedAt ? "good" : substage === "98" ? "bad" : "brand"}>
      {`${stage}.${substage} ${locale === "en" ? found?.en : found?.zh}${rests ? "" : ` · ${t(`substage_${substage}`)}`}`}
    </Badge>
  );
}
