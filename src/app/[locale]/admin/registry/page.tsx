import Link from "next/link";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { lettersBesides } from "@/domain/shared/folding";
import { IssuerDesk } from "@/features/credentials/issuer-desk";
import { NameDecision, TagCuration } from "@/features/experts/curation";
import { inReaders } from "@/features/experts/words";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";

/** What operators keep in order in the registry: names that look alike, and local tags. */
export default async function RegistryDeskPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c, caller] = await Promise.all([getTranslations("experts"), getTranslations("credentials"), api()]);
  const names = await read(locale, "/admin/registry", caller.experts.namesInReview({}));
  const [tags, issuers] = await Promise.all([caller.experts.tags({}), caller.credentials.issuers({})]);
  return (
    <>
      <PageHeader title={t("desk")} meta={<p className="max-w-prose">{t("deskIntro")}</p>} />
      <div className="flex max-w-3xl flex-col gap-6">
        <ClientMessages of={["experts", "credentials"]}>
          <Card title={t("namesInReview")}>
            {names.length === 0 ? <p className="text-ink-soft">{t("namesNone")}</p> : null}
            <ul className="flex flex-col divide-y divide-line">
              {names.map((one) => (
                <li key={one.personId} className="py-4">
                  <p>
                    <span className="font-semibold">{bothNames(one)}</span>{" "}
                    {t.rich("looksLike", {
                      name: bothNames(one.other),
                      a: (words) => (
                        <Link href={`/${locale}/experts/${one.other.personId}`} className="text-brand underline">
                          {words}
                        </Link>
                      ),
                    })}
                  </p>
                  <Letters of={bothNames(one)} besides={bothNames(one.other)} />
                  <NameDecision personId={one.personId} />
                </li>
              ))}
            </ul>
          </Card>
          <Card title={t("tags")}>
            {tags.length === 0 ? <p className="text-ink-soft">{t("tagsNone")}</p> : null}
            <ul className="flex flex-col divide-y divide-line">
              {tags
                .filter(({ mergedInto }) => mergedInto === null)
                .map((tag) => (
                  <li key={tag.id} className="py-4">
                    <p className="mb-2">
                      <span className="font-semibold">{inReaders(locale, tag.nameZh, tag.nameEn)}</span> ·{" "}
                      {t("uses_count", { count: tag.uses })}
                    </p>
                    <TagCuration tag={tag} tags={tags} />
                  </li>
                ))}
            </ul>
          </Card>
          <Card title={c("issuers")}>
            <IssuerDesk issuers={issuers} />
          </Card>
        </ClientMessages>
      </div>
    </>
  );
}

function bothNames({ nameZh, nameEn }: { nameZh: string; nameEn: string }): string {
  return [nameZh, nameEn].filter(Boolean).join(" · ");
}

/** What the eye cannot tell apart, by its number. */
function Letters({ of, besides }: { of: string; besides: string }) {
  const t = useTranslations("experts");
  const letters = lettersBesides(of, besides);
  return letters.length === 0 ? null : (
    <p className="text-sm text-ink-soft">
      {t("lettersBesides", { letters: letters.map(({ letter, code }) => `${letter} ${code}`).join(" · ") })}
    </p>
  );
}
