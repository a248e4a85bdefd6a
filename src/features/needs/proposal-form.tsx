"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { kindForms, type NeedKind } from "@/domain/needs/kinds";
import { minorDigits, type ProposalContent } from "@/domain/needs/schema";
import type { Locale } from "@/domain/shared/locale";
import { api } from "@/features/shared/api";
import { FilePicker } from "@/features/shared/file-picker";
import { money } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import type { Uploaded } from "@/features/shared/upload";
import { useAct } from "@/features/shared/use-act";
import { useKept } from "@/features/shared/use-kept";
import { Button } from "@/ui/button";
import { CheckField, FieldGroup, TextAreaField, TextField } from "@/ui/field";
import { KindFields } from "./kind-fields";

type Member = { name: string; role: string; consents: boolean; personId?: string | undefined };
type Milestone = { title: string; weeks: string; amount: string };
type Form = {
  approach: string;
  team: Member[];
  milestones: Milestone[];
  taxIncluded: boolean;
  validDays: string;
  noConflict: boolean;
  files: Uploaded[];
  answers: Record<string, string>;
};
type Currency = ProposalContent["price"]["currency"];
/** What one sealed before and may replace. */
type Before = { content: ProposalContent; files: readonly Uploaded[] };

function initial(sealed: Before | null): Form {
  if (!sealed)
    return {
      approach: "",
      team: [{ name: "", role: "", consents: false }],
      milestones: [{ title: "", weeks: "", amount: "" }],
      taxIncluded: true,
      validDays: "90",
      noConflict: false,
      files: [],
      answers: {},
    };
  const { content: before, files } = sealed;
  const units = 10 ** minorDigits[before.price.currency];
  return {
    approach: before.approach,
    team: before.team,
    milestones: before.milestones.map(({ title, weeks, amount }) => ({
      title,
      weeks: String(weeks),
      amount: String(amount / units),
    })),
    taxIncluded: before.price.taxIncluded,
    validDays: String(before.validDays),
    noConflict: false,
    files: [...files],
    answers: before.answers ?? {},
  };
}

export function ProposalForm({
  needId,
  kind,
  currency,
  before,
  people,
}: {
  needId: string;
  kind: NeedKind;
  currency: Currency;
  before: Before | null;
  /** Who agreed to stand in the team. */
  people: readonly { personId: string; name: string; role: string }[];
}) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [form, setForm, clear] = useKept<Form>(`proposal:${needId}`, initial(before));
  const key = useRef(crypto.randomUUID());
  const minor = (text: string): number => Math.round(Number(text.replaceAll(",", "")) * 10 ** minorDigits[currency]);
  const total = form.milestones.reduce((sum, { amount }) => sum + (minor(amount) || 0), 0);
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  const setMember = (index: number, change: Partial<Member>) =>
    set({ team: form.team.map((member, at) => (at === index ? { ...member, ...change } : member)) });
  const setMilestone = (index: number, change: Partial<Milestone>) =>
    set({
      milestones: form.milestones.map((milestone, at) => (at === index ? { ...milestone, ...change } : milestone)),
    });
  const send = () =>
    acting.run(async () => {
      await api.needs.propose.mutate({
        needId,
        idempotencyKey: key.current,
        content: {
          approach: form.approach,
          // The server says which box is not ticked; the literal types are its own check.
          team: form.team
            .filter(({ name, role }) => name !== "" || role !== "")
            .map(({ name, role, consents, personId }) => ({
              name,
              role,
              consents: consents as true,
              ...(personId ? { personId } : {}),
            })),
          milestones: form.milestones.map(({ title, weeks, amount }) => ({
            title,
            weeks: Number(weeks),
            amount: minor(amount),
          })),
          price: { currency, amount: total, taxIncluded: form.taxIncluded },
          validDays: Number(form.validDays),
          noConflict: form.noConflict as true,
          fileIds: form.files.map(({ id }) => id),
          ...(Object.keys(form.answers).length > 0 ? { answers: form.answers } : {}),
        },
      });
      clear();
      router.push(`/${locale}/needs/${needId}`);
      router.refresh();
    });
  const error = (path: string) => acting.errorOf(`content.${path}`);
  return (
    <form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void send().then(() => {
          // A new attempt after a refusal is a new call.
          key.current = crypto.randomUUID();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <FieldGroup legend={t("approach")}>
        <TextAreaField
          id="content.approach"
          label={t("approach")}
          hint={t("approachHint")}
          rows={8}
          value={form.approach}
          onChange={(event) => set({ approach: event.target.value })}
          error={error("approach")}
        />
        <FilePicker
          id="content.fileIds"
          label={t("files")}
          purpose="proposalAttachment"
          value={form.files}
          onChange={(files) => set({ files })}
        />
      </FieldGroup>
      {kindForms[kind].proposal.length > 0 ? (
        <FieldGroup legend={t(`kind_${kind}`)}>
          <KindFields
            kind={kind}
            form="proposal"
            answers={form.answers}
            onChange={(answers) => set({ answers })}
            errorOf={error}
          />
        </FieldGroup>
      ) : null}
      <FieldGroup legend={t("team")}>
        {form.team.map((member, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own and keep their place
          <div key={index} className="grid gap-3 sm:grid-cols-2">
            <TextField
              id={`content.team.${index}.name`}
              label={t("memberName")}
              value={member.name}
              onChange={(event) => setMember(index, { name: event.target.value })}
              error={error(`team.${index}.name`)}
            />
            <TextField
              id={`content.team.${index}.role`}
              label={t("memberRole")}
              value={member.role}
              onChange={(event) => setMember(index, { role: event.target.value })}
              error={error(`team.${index}.role`)}
            />
            <CheckField
              id={`content.team.${index}.consents`}
              label={t("memberConsents")}
              checked={member.consents}
              onChange={(event) => setMember(index, { consents: event.target.checked })}
              error={error(`team.${index}.consents`)}
            />
            <div className="text-right">
              <Button variant="quiet" onClick={() => set({ team: form.team.filter((_, at) => at !== index) })}>
                {c("remove")}
              </Button>
            </div>
          </div>
        ))}
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => set({ team: [...form.team, { name: "", role: "", consents: false }] })}>
            {t("addMember")}
          </Button>
          {people
            .filter(({ personId }) => !form.team.some((member) => member.personId === personId))
            .map(({ personId, name, role }) => (
              <Button
                key={personId}
                variant="quiet"
                onClick={() =>
                  set({
                    team: [
                      ...form.team.filter((member) => member.name !== "" || member.role !== ""),
                      { personId, name, role, consents: true },
                    ],
                  })
                }
              >
                {t("addPerson", { name })}
              </Button>
            ))}
        </div>
      </FieldGroup>
      <FieldGroup legend={t("milestones")}>
        {form.milestones.map((milestone, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own and keep their place
          <div key={index} className="grid gap-3 sm:grid-cols-[2fr_1fr_1fr_auto] sm:items-end">
            <TextField
              id={`content.milestones.${index}.title`}
              label={t("milestoneTitle")}
              value={milestone.title}
              onChange={(event) => setMilestone(index, { title: event.target.value })}
              error={error(`milestones.${index}.title`)}
            />
            <TextField
              id={`content.milestones.${index}.weeks`}
              label={t("weeks")}
              inputMode="numeric"
              value={milestone.weeks}
              onChange={(event) => setMilestone(index, { weeks: event.target.value })}
              error={error(`milestones.${index}.weeks`)}
            />
            <TextField
              id={`content.milestones.${index}.amount`}
              label={`${t("amount")} (${currency})`}
              inputMode="decimal"
              value={milestone.amount}
              onChange={(event) => setMilestone(index, { amount: event.target.value })}
              error={error(`milestones.${index}.amount`)}
            />
            <Button
              variant="quiet"
              className="justify-self-end"
              onClick={() => set({ milestones: form.milestones.filter((_, at) => at !== index) })}
            >
              {c("remove")}
            </Button>
          </div>
        ))}
        <div>
          <Button onClick={() => set({ milestones: [...form.milestones, { title: "", weeks: "", amount: "" }] })}>
            {t("addMilestone")}
          </Button>
        </div>
        <p id="content.price.amount" className="text-lg font-semibold" aria-live="polite">
          {t("priceIs", { amount: money(total, currency, locale) })}
        </p>
        <CheckField
          id="content.price.taxIncluded"
          label={t("taxIncluded")}
          checked={form.taxIncluded}
          onChange={(event) => set({ taxIncluded: event.target.checked })}
        />
        <TextField
          id="content.validDays"
          label={t("validDays")}
          inputMode="numeric"
          className="max-w-40"
          value={form.validDays}
          onChange={(event) => set({ validDays: event.target.value })}
          error={error("validDays")}
        />
      </FieldGroup>
      <CheckField
        id="content.noConflict"
        label={t("noConflict")}
        checked={form.noConflict}
        onChange={(event) => set({ noConflict: event.target.checked })}
        error={error("noConflict")}
      />
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("submitSealed")}
        </Button>
      </div>
    </form>
  );
}
