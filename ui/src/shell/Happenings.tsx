import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { hear } from "@/api/events";

/** Says what happened while the viewer worked: claims that came in, work that failed. */
export function Happenings() {
  const { t } = useTranslation();
  useEffect(
    () =>
      hear((happening) => {
        const close = { closeButtonProps: { "aria-label": t("close") } };
        if (happening.what === "claims" && happening.added > 0) {
          notifications.show({ message: t("happened.claims", { count: happening.added }), autoClose: 5_000, ...close });
        } else if (happening.what === "job" && happening.job.state === "failed") {
          const { kind, name, message } = happening.job;
          notifications.show({
            color: "orange",
            title: t("happened.failed", { job: t(`job.${kind}`, { defaultValue: kind }), name: name ?? "" }),
            message,
            autoClose: false,
            ...close,
          });
        } else if (happening.what === "trouble") {
          notifications.show({
            color: "orange",
            title: t("happened.trouble"),
            message: happening.message,
            autoClose: false,
            ...close,
          });
        }
      }),
    [t],
  );
  return null;
}
