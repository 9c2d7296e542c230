import { IconPencilPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useOffer } from "@/shell/actions";

import { useDrawByHand } from "./useDrawByHand";

/** Offers drawing by hand in the command palette, on every screen of who may write. */
export function DrawByHandOffer() {
  const { t } = useTranslation("reader");
  const { open, form } = useDrawByHand([]);
  useOffer(
    open
      ? [
          {
            id: "draw-by-hand",
            label: t("draw.offer"),
            group: t("shell:action.work"),
            icon: IconPencilPlus,
            run: open,
          },
        ]
      : [],
  );
  return form;
}
