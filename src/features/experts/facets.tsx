import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { backings } from "@/domain/experts/standing";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { facetName } from "./words";

type Facets = Outputs["experts"]["search"]["facets"];
const groups = [
  "skills",
  "evidence",
  "level",
  "regions",
  "sectors",
  "languages",
  "availability",
  "work",
  "pools",
] as const;
/** How a group is called in the address. */
const parameters: Record<(typeof groups)[number], string> = {
  skills: "skills",
  evidence: "backing",
  level: "level",
  regions: "regions",
  sectors: "sectors",
  languages: "languages",
  availability: "availability",
  work: "work",
  pools: "pools",
};
const single = new Set(["evidence", "level"]);
const shown = 8;

/** Filters as links with counts: they work without script and can be shared. */
export function Facets({
  facets,
  names,
  asked,
  base,
}: {
  facets: Facets;
  names: Outputs["experts"]["search"]["names"];
  asked: URLSearchParams;
  base: string;
}) {
  const t = useTranslations("experts");
  const locale = useLocale() as Locale;
  return (
    <div className="flex flex-col gap-5">
      {groups.map((group) => {
        const parameter = parameters[group];
        const chosen = new Set(asked.getAll(parameter));
        const all = inOrder(group, facets[group] ?? []);
        const values = [
          ...all.filter(({ value }) => chosen.has(value)),
          ...all.filter(({ value }) => !chosen.has(value)),
        ].slice(0, Math.max(shown, chosen.size));
        if (values.length === 0) return null;
        return (
          <section key={group} aria-labelledby={`facet-${group}`}>
            <h3 id={`facet-${group}`} className="mb-1 font-semibold">
              {t(`facet_${group}`)}
            </h3>
            <ul className="flex flex-col">
              {values.map(({ value, count }) => {
                const next = new URLSearchParams(asked);
                next.delete("page");
                next.delete(parameter);
                if (!single.has(group)) for (const one of chosen) if (one !== value) next.append(parameter, one);
                if (!chosen.has(value)) next.append(parameter, value);
                return (
                  <li key={value}>
                    <Link
                      href={`${base}?${next}`}
                      aria-current={chosen.has(value) ? "true" : undefined}
                      className={`flex min-h-8 items-center justify-between gap-3 rounded px-2 hover:bg-sunken ${chosen.has(value) ? "bg-brand-soft font-semibold text-brand" : "text-ink"}`}
                    >
                      <span className="min-w-0 break-words">{facetName(group, value, locale, t, names)}</span>
                      <span className="text-sm text-ink-soft tabular-nums">{count.toLocaleString(locale)}</span>
                    </Link>
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** Backing and level have an order of their own; what fits anybody narrows nothing and is left out. */
function inOrder(group: string, values: Facets[keyof Facets]): Facets[keyof Facets] {
  if (group !== "evidence" && group !== "level") return values;
  const place = (value: string) => (group === "level" ? Number(value) : (backings as readonly string[]).indexOf(value));
  return values
    .filter(({ value }) => value !== "self" && value !== "1")
    .sort((a, b) => place(a.value) - place(b.value));
}
