import { IconTools } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/parts/states";

/** Stands where a view is not built yet, and says so. */
export function ComingState({ view }: { view: string }) {
  const { t } = useTranslation();
  return (
    <EmptyState icon={IconTools} title={t(`view.${view}`)}>
      {t("coming")}
    </EmptyState>
  );
}
