import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/ui/empty-state";

export default async function NotFound() {
  const t = await getTranslations("common");
  return <EmptyState title={t("notFoundTitle")}>{t("notFoundText")}</EmptyState>;
}
