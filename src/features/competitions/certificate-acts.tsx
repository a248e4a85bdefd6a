"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { saveFile } from "./words";

export function CertificateActs({ slug, taken }: { slug: string; taken: boolean }) {
  const t = useTranslations("competitionsJudged");
  const router = useRouter();
  const acting = useAct();
  return (
    <div className="flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      <div>
        {taken ? (
          <Button
            variant="primary"
            pending={acting.pending}
            onClick={() =>
              void acting.run(async () =>
                saveFile(await api.competitionsJudged.printCertificate.query({ slug }), "application/pdf"),
              )
            }
          >
            {t("printCertificate")}
          </Button>
        ) : (
          <Button
            variant="primary"
            pending={acting.pending}
            onClick={() =>
              void acting.run(async () => {
                await api.competitionsJudged.takeCertificate.mutate({ slug });
                router.refresh();
              })
            }
          >
            {t("takeCertificate")}
          </Button>
        )}
      </div>
    </div>
  );
}
