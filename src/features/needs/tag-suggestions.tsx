"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { conceptName } from "@/features/shared/concept-names";

const pause = 1_000;
const enough = 20;

/** After a pause in typing: tags that the words name, one click each, and needs that ask for the same. */
export function TagSuggestions({
  text,
  chosen,
  except,
  onChoose,
}: {
  text: string;
  chosen: readonly string[];
  except: string | undefined;
  onChoose: (id: string) => void;
}) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const [found, setFound] = useState<Outputs["needs"]["suggest"]>({ tags: [], similar: [] });
  useEffect(() => {
    if (text.length < enough) return;
    const timer = setTimeout(() => {
      // A suggestion that does not come is not missed; the form goes on without it.
      api.needs.suggest.query({ text: text.slice(0, 20_000), ...(except ? { except } : {}) }).then(setFound, () => {});
    }, pause);
    return () => clearTimeout(timer);
  }, [text, except]);
  const tags = found.tags.filter(({ id }) => !chosen.includes(id));
  return (
    <div aria-live="polite" className="flex flex-col gap-4">
      {tags.length > 0 ? (
        <div>
          <p className="mb-1.5 font-semibold">{t("suggestedTags")}</p>
          <ul className="flex flex-wrap gap-2">
            {tags.map(({ id, words }) => (
              <li key={id}>
                <button
                  type="button"
                  title={t("suggestedBy", { words: words.join(", ") })}
                  onClick={() => onChoose(id)}
                  className="inline-flex min-h-9 items-center gap-1 rounded-full border border-dashed border-line-strong bg-surface px-3 text-sm hover:bg-brand-soft"
                >
                  <Plus aria-hidden className="size-4" />
                  {conceptName(id, locale)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {found.similar.length > 0 ? (
        <div>
          <p className="mb-1.5 font-semibold">{t("similarNeeds")}</p>
          <ul className="flex list-disc flex-col gap-1 pl-5 text-sm">
            {found.similar.map((need) => (
              <li key={need.id}>
                <Link
                  href={`/${locale}/needs/${need.id}`}
                  target="_blank"
                  lang={need.language}
                  className="text-brand underline"
                >
                  {need.title}
                </Link>{" "}
                <span className="text-ink-soft">{t(`state_${need.state}`)}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
