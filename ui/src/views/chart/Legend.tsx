import { Button, useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";
import { lookOf } from "@/theme";

import classes from "./chart.module.css";
import { legendLines, shapePath } from "./drawn";
import { GROUND } from "./look";
import type { ChartData } from "./model";

interface Props {
  /** Undefined until it is there: the legend keeps its place all the same, since a canvas that changes its size is slow. */
  data: ChartData | undefined;
  hidden: number;
  unhide: () => void;
}

/** What shapes, colours and lines mean: those that are on the chart. */
export function Legend({ data, hidden, unhide }: Props) {
  const { t } = useTranslation("chart");
  const words = useWords();
  const scheme = useComputedColorScheme("light");
  const types = useMemo(() => [...new Set(data?.nodes.map(({ type }) => type))].sort(), [data]);
  return (
    <div className={classes.legend} role="group" aria-label={t("legend.title")}>
      <ul>
        {types.map((type) => (
          <li key={type}>
            <svg width={16} height={16} viewBox="-8 -8 16 16" aria-hidden>
              <path d={shapePath(lookOf(type).shape, 6)} fill={lookOf(type)[scheme]} />
            </svg>
            {words.type(type)}
          </li>
        ))}
        <li>
          <svg width={16} height={16} viewBox="-8 -8 16 16" aria-hidden>
            <path d={shapePath("circle", 5.5)} fill={GROUND[scheme]} stroke="var(--ink-soft)" strokeWidth={1.6} />
          </svg>
          {t("legend.hollow")}
        </li>
        {legendLines(scheme).map(({ key, colour, width, dash, double }) => (
          <li key={key}>
            <svg width={28} height={10} aria-hidden>
              <line x1={0} y1={5} x2={28} y2={5} stroke={colour} strokeWidth={width} strokeDasharray={dash} />
              {double && <line x1={0} y1={5} x2={28} y2={5} stroke="var(--panel)" strokeWidth={width / 3} />}
            </svg>
            {t(`legend.${key}`)}
          </li>
        ))}
        <li>{t("legend.width")}</li>
      </ul>
      {hidden > 0 && (
        <Button variant="subtle" size="compact-xs" onClick={unhide}>
          {t("unhide", { count: hidden, hidden: words.number(hidden) })}
        </Button>
      )}
    </div>
  );
}
