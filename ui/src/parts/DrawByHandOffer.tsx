import { IconPencilPlus } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { useOffer } from "@/shell/actions";
import { NameDialog } from "@/shell/NameDialog";

const DrawByHand = lazy(async () => ({ default: (await import("./DrawByHand")).DrawByHand }));

/** Offers drawing by hand in the command palette, on every screen of who may write. */
export function DrawByHandOffer() {
  const { t } = useTranslation("reader");
  const session = useSession();
  const [open, setOpen] = useState(false);
  useOffer(
    session.can_write
      ? [
          {
            id: "draw-by-hand",
            label: t("draw.offer"),
            group: t("shell:action.work"),
            icon: IconPencilPlus,
            run: () => setOpen(true),
          },
        ]
      : [],
  );
  if (!open) return null;
  if (!session.by) return <NameDialog opened close={() => setOpen(session.by !== null)} />;
  return (
    <Suspense>
      <DrawByHand opened close={() => setOpen(false)} />
    </Suspense>
  );
}
