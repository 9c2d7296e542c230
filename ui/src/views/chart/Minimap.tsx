import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import { lookOf } from "@/theme";

import type { Board } from "./Board";
import classes from "./chart.module.css";
import type { At, Edits } from "./edits";
import { SELECTED } from "./look";
import type { ChartData } from "./model";
import { back, onto, overview, type Overview } from "./overview";

interface Props {
  board: Board;
  data: ChartData;
  edits: Edits;
  chosen: ReadonlySet<string>;
}

const WIDE = 176;
const HIGH = 116;
const MARGIN = 8;
const EDGE = 14;
/** Dots are drawn again once the chart has come to rest. */
const REST_MS = 450;

/**
 * The whole chart in small, with what is in sight; dragging on it moves there. It is there while something is out of sight. With
 * the keyboard the chart itself does the same: Ctrl and arrows move, 0 shows all.
 */
export function Minimap({ board, data, edits, chosen }: Props) {
  const { t } = useTranslation("chart");
  const scheme = useComputedColorScheme("light");
  const canvas = useRef<HTMLCanvasElement>(null);
  const dots = useRef<{ image: HTMLCanvasElement; lies: Overview } | null>(null);

  useEffect(() => {
    const shown = canvas.current;
    const context = shown?.getContext("2d");
    if (!shown || !context) return;
    const ratio = window.devicePixelRatio || 1;
    shown.width = WIDE * ratio;
    shown.height = HIGH * ratio;
    const frame = () => {
      const sight = corners(board);
      const drawn = dots.current;
      if (!drawn) return;
      const [one, other] = sight.map((at) => onto(drawn.lies, at)) as [At, At];
      const { from, to } = drawn.lies.taken;
      const all = one.x <= from.x && one.y <= from.y && other.x >= to.x && other.y >= to.y;
      board.cover("minimap", all ? null : [-WIDE - EDGE, -HIGH - EDGE]);
      shown.dataset.all = String(all);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, shown.width, shown.height);
      if (all) return;
      context.drawImage(drawn.image, 0, 0);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.lineWidth = 1.5;
      context.strokeStyle = SELECTED[scheme];
      context.fillStyle = `${SELECTED[scheme]}22`;
      const [x, y] = [Math.max(one.x, 1), Math.max(one.y, 1)];
      const [wide, high] = [Math.min(other.x, WIDE - 1) - x, Math.min(other.y, HIGH - 1) - y];
      context.fillRect(x, y, wide, high);
      context.strokeRect(x, y, wide, high);
    };
    const draw = () => {
      const at = [...board.positions()].filter(([id]) => !edits.hidden.has(id));
      const lies = overview(
        at.map(([, place]) => place),
        WIDE,
        HIGH,
        MARGIN,
      );
      const image = document.createElement("canvas");
      image.width = WIDE * ratio;
      image.height = HIGH * ratio;
      const pen = image.getContext("2d");
      if (!pen) return;
      pen.scale(ratio, ratio);
      for (const [id, place] of at) {
        const { x, y } = onto(lies, place);
        const on = chosen.has(id);
        const side = on ? 5 : at.length > 3000 ? 1 : 2.5;
        pen.fillStyle = on ? SELECTED[scheme] : lookOf(data.byId.get(id)?.type ?? "")[scheme];
        pen.fillRect(x - side / 2, y - side / 2, side, side);
      }
      dots.current = { image, lies };
      frame();
    };
    const resting = window.setTimeout(draw, REST_MS);
    board.sigma.on("afterRender", frame);
    return () => {
      window.clearTimeout(resting);
      board.cover("minimap", null);
      board.sigma.off("afterRender", frame);
    };
  }, [board, data, edits, chosen, scheme]);

  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!dots.current || !(event.buttons & 1)) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    board.lookAt(back(dots.current.lies, { x: event.clientX - left, y: event.clientY - top }));
  };
  return (
    <canvas
      ref={canvas}
      className={classes.minimap}
      style={{ inlineSize: WIDE, blockSize: HIGH }}
      data-all="true"
      data-testid="chart-minimap"
      title={t("minimap")}
      aria-hidden
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    />
  );
}

/** The upper left and the lower right corner of what is in sight, in the unit of the layout. */
function corners({ sigma }: Board): [At, At] {
  const { width, height } = sigma.getDimensions();
  return [sigma.viewportToGraph({ x: 0, y: 0 }), sigma.viewportToGraph({ x: width, y: height })];
}
