"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type PlatformRole, platformRoles } from "@/domain/shared/actor";
import { api } from "@/features/shared/api";
import { useAct } from "@/features/shared/use-act";
import { SelectField, TextField } from "@/ui/field";
import { Form } from "./form";

/** Gives or takes a platform role; while nobody is security administrator, only that one can be given. */
export function GrantRoleForm({ firstOnly }: { firstOnly: boolean }) {
  const t = useTranslations("identity");
  const router = useRouter();
  const acting = useAct();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<PlatformRole | "none">("securityAdmin");
  const roles = firstOnly ? (["securityAdmin"] as const) : ([...platformRoles, "none"] as const);
  return (
    <Form
      acting={acting}
      submit={t("roleSave")}
      send={async () => {
        await api.identity.grantPlatformRole.mutate({ email, role: role === "none" ? null : role });
        setEmail("");
        router.refresh();
      }}
    >
      <TextField
        id="email"
        type="email"
        label={t("email")}
        hint={t("roleEmailHint")}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={acting.errorOf("email")}
      />
      <SelectField
        id="role"
        label={t("platformRole")}
        value={role}
        options={roles.map((one) => ({ value: one, label: t(`platform_${one}`) }))}
        onChange={(event) => setRole(roles.find((one) => one === event.target.value) ?? "none")}
        error={acting.errorOf("role")}
      />
    </Form>
  );
}
