"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api } from "@/features/shared/api";
import { conceptTags } from "@/features/shared/concept-names";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { TagPicker } from "@/ui/tag-picker";

/** What the organisation runs; and the note that it has looked, for "new since your last visit". */
export function AssetForm({ assets }: { assets: readonly string[] }) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [chosen, setChosen] = useState([...assets]);
  useEffect(() => {
    void api.guidance.markVisit.mutate({}).catch(() => undefined);
  }, []);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.guidance.saveAssets.mutate({ assets: chosen });
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TagPicker
        id="assets"
        label={t("assetsTitle")}
        hint={t("assetsHint")}
        tags={conceptTags(locale, ["asset"])}
        value={chosen}
        onChange={setChosen}
        words={{ remove: c("remove"), none: c("nothingFound") }}
      />
      <div>
        <Button type="submit" pending={acting.pending}>
          {t("assetsSave")}
        </Button>
      </div>
    </form>
  );
}
