import { Button, Menu, useComputedColorScheme } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDownload, IconFileVector, IconPhoto, IconPrinter, IconShare3 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";

import type { Board, Marks } from "./Board";
import type { Edits } from "./edits";
import { asPng, print, save } from "./files";
import { asGexf } from "./gexf";
import type { ChartData } from "./model";
import { pictureOf, shown } from "./picture";
import { asSvg, type Captions } from "./svg";

interface Props {
  data: ChartData | undefined;
  board: Board | null;
  edits: Edits;
  path: Marks["path"];
  name: string | null;
}

const LINES = ["reviewed", "unreviewed", "alleged", "denied", "disputed", "hollow", "width"] as const;

/** The chart as a file or on paper; whatever leaves carries its marking. */
export function ExportMenu({ data, board, edits, path, name }: Props) {
  const { t, i18n } = useTranslation("chart");
  const words = useWords();
  const scheme = useComputedColorScheme("light");
  if (!data || !board) return null;
  const title = name ?? t("kept.usual");
  const types = [...new Set(shown(data, edits).nodes.map(({ type }) => type))].sort();
  const captions: Captions = {
    title,
    marking: data.answer.marking,
    legend: Object.fromEntries(LINES.map((key) => [key, t(`legend.${key}`)])) as Captions["legend"],
    types: types.map((type) => ({ type, name: words.type(type) })),
    made: t("export.made", { at: new Date().toLocaleString(i18n.resolvedLanguage) }),
  };
  const file = (ending: string) => `${title.replace(/[^\p{L}\p{N} _-]+/gu, "").trim() || "chart"}.${ending}`;
  const svg = (colours = scheme) => asSvg(pictureOf(board, data, edits, colours, { path }), captions);
  const gexf = () => asGexf(shown(data, edits), board.positions(), captions);
  const png = async () => {
    try {
      save(await asPng(svg()), file("png"));
    } catch {
      notifications.show({ message: t("export.failed"), color: "red" });
    }
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
          onClick={() => save(new Blob([gexf()], { type: "application/gexf+xml" }), file("gexf"))}
        >
          {t("export.gexf")}
        </Menu.Item>
        <Menu.Item leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => print(svg("light"), title)}>
          {t("export.print")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
