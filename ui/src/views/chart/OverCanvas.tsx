import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconX, IconZoomIn, IconZoomOut } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";

import type { Board } from "./Board";
import classes from "./chart.module.css";
import { Tool } from "./Tool";
import type { Acts } from "./useActs";

const EDGE = 10;

interface Props {
  board: Board;
  acts: Acts;
  /** How many nodes are selected. */
  chosen: number;
  unselect: () => void;
}

/** What lies over the canvas: nearer, farther and all at the left, and how many are selected when it is more than one. */
export function OverCanvas({ board, acts, chosen, unselect }: Props) {
  const { t } = useTranslation("chart");
  const words = useWords();
  const tools = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { offsetWidth: wide = 0, offsetHeight: high = 0 } = tools.current ?? {};
    board.cover("sight", [-wide - EDGE, high + EDGE]);
  }, [board]);
  return (
    <>
      <div ref={tools} className={classes.sight} role="group" aria-label={t("sight")}>
        <Tooltip label={t("zoomIn")}>
          <ActionIcon aria-label={t("zoomIn")} onClick={() => board.sight.zoom("in")}>
            <IconZoomIn size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t("zoomOut")}>
          <ActionIcon aria-label={t("zoomOut")} onClick={() => board.sight.zoom("out")}>
            <IconZoomOut size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tool act={acts.fit} />
        <Tool act={acts.near} />
      </div>
      {chosen > 1 && (
        <div className={classes.chosen}>
          <Button rightSection={<IconX size={12} aria-hidden />} onClick={unselect}>
            {t("selected", { count: chosen, nodes: words.number(chosen) })}
          </Button>
        </div>
      )}
    </>
  );
}
