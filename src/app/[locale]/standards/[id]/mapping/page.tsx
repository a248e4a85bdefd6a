import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { type MappingRelation, mappingRelations } from "@/domain/standards/mapping";
import { mappingsInput } from "@/domain/standards/schema-life";
import { DocumentForm, EditionForm, MapForm, MappingActs, MappingExports } from "@/features/standards/mapping-forms";
import { MappingMatrix } from "@/features/standards/mapping-matrix";
import { StandardHeader } from "@/features/standards/standard-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { CheckField, SelectField } from "@/ui/field";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function MappingPage({ params, searchParams }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, s, caller, sent] = await Promise.all([
    getTranslations("standardsLife"),
    getTranslations("standards"),
    api(),
    searchParams,
  ]);
  const here = `/standards/${id}/mapping`;
  const standard = await read(locale, here, caller.standards.get({ id }));
  const parsed = mappingsInput.safeParse({
    id,
    ...(sent.documentId ? { documentId: sent.documentId } : {}),
    ...(sent.relation ? { relation: sent.relation } : {}),
    ...(sent.stale ? { stale: true } : {}),
  });
  const filters = parsed.success ? parsed.data : { id };
  const matrix = await read(locale, here, caller.standardsLife.matrix(filters));
  const inForce = matrix.can.map ? await caller.standardsLife.inForce({}) : [];
  const references = new Map(matrix.documents.map((document) => [document.id, document.reference]));
  const relation = (value: MappingRelation) => t(`relation_${value}`);
  return (
    <>
      <StandardHeader standard={standard} here="mapping" />
      <p className="mb-5 max-w-prose text-ink-soft">{t("mappingIntro")}</p>
      <div className="flex flex-col gap-6">
        {matrix.documents.length === 0 ? (
          <EmptyState title={t("noMappings")}>{matrix.can.map ? t("noDocuments") : null}</EmptyState>
        ) : (
          <>
            <form className="flex flex-wrap items-end gap-3">
              <SelectField
                id="documentId"
                name="documentId"
                label={t("document")}
                defaultValue={filters.documentId ?? ""}
                options={[
                  { value: "", label: t("allDocuments") },
                  ...matrix.documents.map((document) => ({ value: document.id, label: document.reference })),
                ]}
              />
              <SelectField
                id="filter-relation"
                name="relation"
                label={t("relation")}
                defaultValue={filters.relation ?? ""}
                options={[
                  { value: "", label: t("allRelations") },
                  ...mappingRelations.map((value) => ({ value, label: relation(value) })),
                ]}
              />
              <div className="min-h-11 py-2">
                <CheckField
                  id="stale"
                  name="stale"
                  value="true"
                  defaultChecked={filters.stale === true}
                  label={t("onlyStale", { count: matrix.staleTotal })}
                />
              </div>
              <Button type="submit" plain>
                {t("show")}
              </Button>
            </form>
            <Card
              title={t("matrix")}
              action={
                <ClientMessages of={["standardsLife"]}>
                  <MappingExports standardId={id} />
                </ClientMessages>
              }
            >
              <MappingMatrix matrix={matrix} filtered={filters.documentId} />
            </Card>
            <section>
              <h2 className="mb-3 text-xl">{t("mappingCount", { count: matrix.mappings.length })}</h2>
              {matrix.mappings.length === 0 ? <p>{t("noMappings")}</p> : null}
              {matrix.mappings.length > 0 ? (
                <DataTable
                  caption={s("mapping")}
                  columns={[
                    { key: "clause", header: s("clause") },
                    { key: "relation", header: t("relation") },
                    { key: "target", header: t("target") },
                    { key: "rationale", header: t("rationale") },
                    ...(matrix.can.map ? [{ key: "acts", header: "" }] : []),
                  ]}
                  rows={matrix.mappings.map((mapping) => ({
                    id: mapping.id,
                    cells: {
                      clause: `${mapping.clauseNumber} ${mapping.clauseTitle}`,
                      relation: relation(mapping.relation),
                      target: (
                        <span className="flex flex-col gap-1">
                          <strong>{mapping.target}</strong>
                          <span className="text-sm text-ink-soft">{references.get(mapping.documentId)}</span>
                          {mapping.stale ? (
                            <span>
                              <Badge tone="warn">{t(`stale_${mapping.stale}`)}</Badge>
                            </span>
                          ) : null}
                        </span>
                      ),
                      rationale: mapping.rationale,
                      acts: (
                        <ClientMessages of={["standardsLife"]}>
                          <MappingActs mapping={mapping} />
                        </ClientMessages>
                      ),
                    },
                  }))}
                />
              ) : null}
            </section>
          </>
        )}
        {matrix.can.map ? (
          <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            {matrix.documents.length > 0 ? (
              <Card title={t("mapClause")}>
                <ClientMessages of={["standards", "standardsLife"]}>
                  <MapForm matrix={matrix} />
                </ClientMessages>
              </Card>
            ) : null}
            <Card title={t("addDocument")}>
              <ClientMessages of={["standardsLife"]}>
                <DocumentForm
                  standardId={id}
                  known={matrix.documents.map(({ reference }) => reference)}
                  inForce={inForce.filter(
                    (one) =>
                      one.id !== id && !matrix.documents.some(({ targetStandardId }) => targetStandardId === one.id),
                  )}
                />
                {matrix.documents.map((document) => (
                  <details key={document.id} className="mt-4">
                    <summary className="cursor-pointer font-semibold text-brand">{document.reference}</summary>
                    <div className="mt-2">
                      <EditionForm id={document.id} reference={document.reference} />
                    </div>
                  </details>
                ))}
              </ClientMessages>
            </Card>
          </div>
        ) : null}
      </div>
    </>
  );
}
