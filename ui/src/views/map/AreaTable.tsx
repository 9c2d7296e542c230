import { SegmentedControl, Table, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { More } from "@/parts/More";
import { useWords } from "@/parts/words";
import { useUrl } from "@/state/url";

import classes from "./map.module.css";
import { LEVELS, nameOf, type Level } from "./outlines";
import type { Area } from "./spots";

const STEP = 100;

/** The shading as a table: what each area counts, and how much of it is known no finer. */
export function AreaTable({ areas, level }: { areas: readonly Area[]; level: Level }) {
  const { t, i18n } = useTranslation("map");
  const words = useWords();
  const { patch } = useUrl();
  const [chosen, setChosen] = useState<Level | null>(null);
  const [most, setMost] = useState(STEP);
  const language = i18n.resolvedLanguage ?? "en";
  const listed = areas
    .filter((area) => area.level === (chosen ?? level))
    .sort((a, b) => b.events - a.events || b.holders - a.holders || a.name.localeCompare(b.name));
  return (
    <div className={classes.scroll}>
      <SegmentedControl
        fullWidth
        m="xs"
        aria-label={t("level.title")}
        value={chosen ?? level}
        onChange={(value) => setChosen(value as Level)}
        data={LEVELS.map((each) => ({ value: each, label: t(`level.${each}`) }))}
      />
      <Table stickyHeader horizontalSpacing="xs" verticalSpacing={4} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("column.area")}</Table.Th>
            <Table.Th title={t("columnMeans.events")}>{t("column.events")}</Table.Th>
            <Table.Th title={t("columnMeans.somewhere")}>{t("column.somewhere")}</Table.Th>
            <Table.Th title={t("columnMeans.unheld")}>{t("column.unheld")}</Table.Th>
            <Table.Th title={t("columnMeans.holders")}>{t("column.holders")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {listed.slice(0, most).map((area) => (
            <Table.Tr key={area.code}>
              <Table.Th scope="row">
                <UnstyledButton className={classes.areaName} onClick={() => patch({ area: area.code, place: null })}>
                  <bdi>{nameOf(language, area.code, area.name)}</bdi>
                </UnstyledButton>
              </Table.Th>
              {[area.events, area.somewhere, area.unheld, area.holders].map((count, column) => (
                <Table.Td key={column}>{count ? words.number(count) : "–"}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {listed.length === 0 && (
        <Text size="sm" c="dimmed" p="md">
          {t("level.none")}
        </Text>
      )}
      <More
        shown={Math.min(most, listed.length)}
        total={listed.length}
        more={most < listed.length ? () => setMost(most + STEP) : undefined}
      />
    </div>
  );
}
