"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type SealedEntity, sealedEntities } from "@/domain/identity/break-glass";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { Form } from "./form";

export function AskBreakGlass() {
  const t = useTranslations("identity");
  const router = useRouter();
  const acting = useAct();
  const [entity, setEntity] = useState<SealedEntity>("proposal");
  const [entityId, setEntityId] = useState("");
  const [reason, setReason] = useState("");
  const key = useRef(crypto.randomUUID());
  return (
    <Form
      acting={acting}
      submit={t("breakGlassSend")}
      send={async () => {
        await api.identity.requestBreakGlass.mutate({ entity, entityId, reason, idempotencyKey: key.current });
        key.current = crypto.randomUUID();
        setEntityId("");
        setReason("");
        router.refresh();
      }}
    >
      <SelectField
        id="entity"
        label={t("breakGlassEntity")}
        value={entity}
        options={sealedEntities.map((one) => ({ value: one, label: t(`sealed_${one}`) }))}
        onChange={(event) => setEntity(sealedEntities.find((one) => one === event.target.value) ?? "proposal")}
      />
      <TextField
        id="entityId"
        label={t("breakGlassId")}
        value={entityId}
        onChange={(event) => setEntityId(event.target.value)}
        error={acting.errorOf("entityId")}
      />
      <TextAreaField
        id="reason"
        label={t("breakGlassReason")}
        hint={t("breakGlassReasonHint")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={acting.errorOf("reason")}
      />
    </Form>
  );
}

export function DecideBreakGlass({ id }: { id: string }) {
  const t = useTranslations("identity");
  const router = useRouter();
  const acting = useAct();
  const decide = (granted: boolean) =>
    void acting.run(async () => {
      await api.identity.decideBreakGlass.mutate({ id, granted });
      router.refresh();
    });
  return (
    <div className="mt-4 flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      <div className="flex flex-wrap gap-2">
        <Button variant="danger" pending={acting.pending} onClick={() => decide(true)}>
          {t("breakGlassGrant")}
        </Button>
        <Button pending={acting.pending} onClick={() => decide(false)}>
          {t("breakGlassRefuse")}
        </Button>
      </div>
    </div>
  );
}

type Read = Outputs["needs"]["readInEmergency"];

/** The content stays in this page's memory and is gone with it; nothing is kept in the browser. */
export function ReadInEmergency({ id }: { id: string }) {
  const t = useTranslations("identity");
  const acting = useAct();
  const [content, setContent] = useState<Read | null>(null);
  return (
    <div className="mt-4 flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      {content ? (
        <pre className="max-h-96 overflow-auto rounded bg-sunken p-3 text-sm whitespace-pre-wrap">
          {JSON.stringify(content.content, null, 2)}
        </pre>
      ) : (
        <div>
          <Button
            variant="danger"
            pending={acting.pending}
            onClick={() => void acting.run(async () => setContent(await api.needs.readInEmergency.mutate({ id })))}
          >
            {t("breakGlassRead")}
          </Button>
        </div>
      )}
    </div>
  );
}
