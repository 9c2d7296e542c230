import { Button, Menu, useComputedColorScheme } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDownload, IconFileVector, IconPhoto, IconPrinter, IconShare3 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";

import type { Board } from "./Board";
import type { Edits } from "./edits";
import { asGexf, asPng, asSvg, save, type Captions } from "./export";
import type { ChartData } from "./model";

interface Props {
  data: ChartData | undefined;
  board: Board | null;
  edits: Edits;
  name: string | null;
}

const LINES = ["reviewed", "unreviewed", "alleged", "denied", "disputed", "hollow", "width"] as const;

/** The chart as a file or on paper; whatever leaves carries its marking. */
export function ExportMenu({ data, board, edits, name }: Props) {
  const { t, i18n } = useTranslation("chart");
  const words = useWords();
  const scheme = useComputedColorScheme("light");
  if (!data || !board) return null;
  const title = name ?? t("kept.usual");
  const captions: Captions = {
    title,
    marking: data.answer.marking,
    legend: Object.fromEntries(LINES.map((key) => [key, t(`legend.${key}`)])) as Captions["legend"],
    type: words.type,
    made: t("export.made", { at: new Date().toLocaleString(i18n.resolvedLanguage) }),
  };
  const file = (ending: string) => `${title.replace(/[^\p{L}\p{N} _-]+/gu, "").trim() || "chart"}.${ending}`;
  const svg = () => asSvg(board, data, edits, scheme, captions);
  const png = async () => {
    try {
      save(await asPng(svg()), file("png"));
    } catch {
      notifications.show({ message: t("export.failed"), color: "red" });
    }
  };
  const print = () => {
    // A picture in a frame of its own: the printer gets the chart with its marking, and not the page around it.
    const frame = document.createElement("iframe");
    frame.setAttribute("aria-hidden", "true");
    frame.style.cssText = "position:fixed;inset:auto;inline-size:0;block-size:0;border:0";
    document.body.append(frame);
    const address = URL.createObjectURL(
      new Blob([asSvg(board, data, edits, "light", captions)], { type: "image/svg+xml" }),
    );
    const image = frame.contentDocument?.createElement("img");
    if (!image) return;
    image.alt = title;
    image.style.cssText = "max-inline-size:100%;max-block-size:100vh";
    image.onload = () => {
      frame.contentWindow?.print();
      setTimeout(() => {
        frame.remove();
        URL.revokeObjectURL(address);
      }, 60_000);
    };
    image.src = address;
    frame.contentDocument?.body.append(image);
  };
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {t("export.title")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("export.marking", { marking: captions.marking })}</Menu.Label>
        <Menu.Item leftSection={<IconPhoto size={14} aria-hidden />} onClick={() => void png()}>
          {t("export.png")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileVector size={14} aria-hidden />}
          onClick={() => save(new Blob([svg()], { type: "image/svg+xml" }), file("svg"))}
        >
          {t("export.svg")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconShare3 size={14} aria-hidden />}
          onClick={() =>
            save(new Blob([asGexf(board, data, edits, captions)], { type: "application/gexf+xml" }), file("gexf"))
          }
        >
          {t("export.gexf")}
        </Menu.Item>
        <Menu.Item leftSection={<IconPrinter size={14} aria-hidden />} onClick={print}>
          {t("export.print")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
