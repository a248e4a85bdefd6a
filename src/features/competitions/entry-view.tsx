import { useLocale, useTranslations } from "next-intl";
import type { EntryContent } from "@/domain/competitions/schema-judged";
import type { Locale } from "@/domain/shared/locale";

type Props = { content: EntryContent; files: readonly { id: string; name: string; size: number }[] };

/** An entry as teams, judges and organisers read it. */
export function EntryView({ content, files }: Props) {
  const t = useTranslations("competitionsJudged");
  const locale = useLocale() as Locale;
  return (
    <div lang={content.language === locale ? undefined : content.language} className="flex flex-col gap-4">
      <p className="text-lg font-semibold break-words">{content.title}</p>
      <p className="max-w-prose break-words whitespace-pre-line">{content.summary}</p>
      {content.body ? <p className="max-w-prose break-words whitespace-pre-line">{content.body}</p> : null}
      {files.length > 0 ? (
        <ul className="flex flex-col gap-1">
          {files.map(({ id, name, size }) => (
            <li key={id}>
              <a href={`/api/files/${id}`} className="break-all text-brand underline">
                {name}
              </a>{" "}
              <span className="text-ink-soft">({Math.ceil(size / 1024)} KB)</span>
            </li>
          ))}
        </ul>
      ) : null}
      <p className="text-ink-soft" lang={locale}>
        {t(`assistance_${content.assistance}`)}
        {content.assistanceNote ? ` — ${content.assistanceNote}` : ""}
      </p>
    </div>
  );
}
