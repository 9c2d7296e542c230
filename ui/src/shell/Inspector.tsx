import { ActionIcon, CloseButton, Tooltip } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import { ClaimDetail, EntityDetail, PairDetail } from "@/parts/details";
import { inspectorWidth, scaleOfPage } from "@/state/preferences";
import { useSelection, type Selection } from "@/state/selection";
import { useStored } from "@/state/stored";

import classes from "./Inspector.module.css";

const LEAST = 280;
const MOST = 900;
const STEP = 24;

/** At the right: what is selected, with its evidence. Its width is dragged or moved with the arrow keys. */
export function Inspector({ selected }: { selected: Selection }) {
  const { t } = useTranslation();
  const { clear } = useSelection();
  const [width, setWidth] = useStored(inspectorWidth);
  const [dragged, setDragged] = useState<number | null>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void body.current?.scrollTo(0, 0); // a promise in newer browsers: not for React to call
  }, [selected.kind, selected.id]);

  // Closed from within, by its button or Escape, it hands the keys back to the view.
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const own = frame.current;
    return () => {
      if (own?.contains(document.activeElement)) document.getElementById("main")?.focus({ preventScroll: true });
    };
  }, []);

  const fit = (wanted: number) =>
    Math.round(Math.min(MOST, (window.innerWidth * 0.6) / scaleOfPage(), Math.max(LEAST, wanted)));
  const onMove = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      setDragged(fit((window.innerWidth - event.clientX) / scaleOfPage()));
  };
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === "ArrowLeft" ? STEP : event.key === "ArrowRight" ? -STEP : 0;
    if (by) setWidth(fit(width + by));
  };
  return (
    <aside
      ref={frame}
      id="inspector"
      tabIndex={-1}
      className={classes.inspector}
      style={{ inlineSize: `${(dragged ?? width) / 16}rem` }}
      aria-label={t("inspector.title")}
    >
      <div
        className={classes.handle}
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t("inspector.width")}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        aria-valuenow={dragged ?? width}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onMove}
        onPointerUp={() => {
          if (dragged !== null) setWidth(dragged);
          setDragged(null);
        }}
        onKeyDown={onKey}
      />
      <header className={classes.head}>
        <span className={classes.kind}>{t(`inspector.${selected.kind}`)}</span>
        <CopyLink />
        <CloseButton size="sm" aria-label={t("inspector.close")} aria-keyshortcuts="Escape" onClick={clear} />
      </header>
      <div ref={body} className={classes.body} key={`${selected.kind}:${selected.id}`}>
        {selected.kind === "entity" && <EntityDetail id={selected.id} />}
        {selected.kind === "pair" && <PairDetail id={selected.id} />}
        {selected.kind === "claim" && <ClaimDetail id={selected.id} />}
      </div>
    </aside>
  );
}

/** The address of what is on the screen, for a note or a colleague who works in the same case. */
function CopyLink() {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  const label = t(copied ? "inspector.copied" : "inspector.copy");
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} onClick={() => void copy()}>
        <IconLink size="0.9375rem" aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
