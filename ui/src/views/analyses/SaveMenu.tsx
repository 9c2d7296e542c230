import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconBraces, IconDownload, IconFileTypeHtml, IconFileVector, IconPhoto } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { asError } from "@/api/client";
import { useSession } from "@/api/session";

const FORMS = [
  { form: "html", icon: IconFileTypeHtml },
  { form: "json", icon: IconBraces },
  { form: "png", icon: IconPhoto },
  { form: "svg", icon: IconFileVector },
] as const;
type Form = (typeof FORMS)[number]["form"];

/** Saves what was found, as the command line's `-o` does: the page, everything for programs, or its charts. */
export function SaveMenu({ run, analysis, marking }: { run: string; analysis: string; marking: string | null }) {
  const { t } = useTranslation("analyses");
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const save = async (form: Form) => {
    setBusy(true);
    try {
      const response = await fetch(`/api/runs/${encodeURIComponent(run)}/file?format=${form}`);
      if (!response.ok) throw await asError(response);
      keep(await response.blob(), `${session.case} ${analysis}.${form}`);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const closeButtonProps = { "aria-label": t("shell:close") };
      notifications.show({ color: "orange", title: t("save.failed"), message, autoClose: false, closeButtonProps });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" loading={busy} leftSection={<IconDownload size={14} aria-hidden />}>
          {t("save.title")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("save.marking", { marking: marking ?? t("shell:marking.none") })}</Menu.Label>
        {FORMS.map(({ form, icon: Picture }) => (
          <Menu.Item key={form} leftSection={<Picture size={14} aria-hidden />} onClick={() => void save(form)}>
            {t(`save.${form}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function keep(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
