"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { sectorIds } from "@/domain/identity/schema";
import { organisationKinds } from "@/domain/shared/actor";
import { sizeBands } from "@/domain/shared/size-bands";
import { api, type Outputs } from "@/features/shared/api";
import { RegionField } from "@/features/shared/region-field";
import { useAct } from "@/features/shared/use-act";
import { CheckField, SelectField, TextField } from "@/ui/field";
import { Form } from "./form";

type Organisation = Outputs["identity"]["organisation"];

export function OrganisationForm({ organisation }: { organisation: Organisation | null }) {
  const t = useTranslations("identity");
  const n = useTranslations("needs");
  const c = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const [kind, setKind] = useState(organisation?.kind ?? "enterprise");
  const [sizeBand, setSizeBand] = useState(organisation?.sizeBand ?? "");
  const [sectors, setSectors] = useState<readonly string[]>(organisation?.sectors ?? []);
  const [fields, setFields] = useState({
    nameZh: organisation?.nameZh ?? "",
    nameEn: organisation?.nameEn ?? "",
    country: organisation?.country ?? "CN",
    region: organisation?.region ?? "",
    creditCode: organisation?.creditCode ?? "",
    lei: organisation?.lei ?? "",
    registryNumber: organisation?.registryNumber ?? "",
    website: organisation?.website ?? "",
  });
  const text = (name: keyof typeof fields) => ({
    id: name,
    value: fields[name],
    error: acting.errorOf(name),
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
  });
  const send = async () => {
    const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")) as Partial<
      typeof fields
    >;
    const input = {
      ...filled,
      country: fields.country,
      kind,
      sectors: sectorIds.filter((id) => sectors.includes(id)),
      ...(sizeBands.some((one) => one === sizeBand) ? { sizeBand: sizeBands.find((one) => one === sizeBand) } : {}),
    };
    if (organisation) {
      await api.identity.updateOrganisation.mutate({ ...input, id: organisation.id, version: organisation.version });
      router.refresh();
      return;
    }
    const { id } = await api.identity.createOrganisation.mutate({ ...input, idempotencyKey: key.current });
    window.location.assign(`/${locale}/organisations/${id}`);
  };
  return (
    <Form acting={acting} submit={organisation ? t("orgUpdate") : t("orgSave")} primary={!organisation} send={send}>
      {organisation ? <p className="text-sm text-ink-soft">{t("orgUpdateHint")}</p> : null}
      <SelectField
        id="kind"
        label={t("orgKind")}
        value={kind}
        onChange={(event) => setKind(organisationKinds.find((one) => one === event.target.value) ?? "enterprise")}
        options={organisationKinds.map((one) => ({ value: one, label: t(`kind_${one}`) }))}
      />
      <TextField {...text("nameZh")} label={t("orgNameZh")} />
      <TextField {...text("nameEn")} label={t("orgNameEn")} />
      <TextField {...text("country")} label={t("country")} hint={t("countryHint")} className="max-w-28" />
      <RegionField {...text("region")} label={t("region")} hint={t("regionHint")} optional={c("optional")} />
      <TextField {...text("creditCode")} label={t("creditCode")} hint={t("creditCodeHint")} />
      <TextField {...text("lei")} label={t("lei")} hint={t("foreignHint")} optional={c("optional")} />
      <TextField
        {...text("registryNumber")}
        label={t("registryNumber")}
        hint={t("foreignHint")}
        optional={c("optional")}
      />
      <TextField {...text("website")} label={t("website")} type="url" optional={c("optional")} />
      <SelectField
        id="sizeBand"
        label={t("size")}
        value={sizeBand}
        onChange={(event) => setSizeBand(event.target.value)}
        options={[
          { value: "", label: c("choose") },
          ...sizeBands.map((one) => ({ value: one, label: t(`size_${one}`) })),
        ]}
      />
      <fieldset className="grid grid-cols-2 gap-2">
        <legend className="mb-1 font-semibold">{t("sectors")}</legend>
        {sectorIds.map((id) => (
          <CheckField
            key={id}
            id={`sector-${id}`}
            label={n(`sector_${id}`)}
            checked={sectors.includes(id)}
            onChange={(event) =>
              setSectors(event.target.checked ? [...sectors, id] : sectors.filter((one) => one !== id))
            }
          />
        ))}
      </fieldset>
    </Form>
  );
}
