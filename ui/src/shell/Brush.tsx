import { ActionIcon, CloseButton, Text, Tooltip } from "@mantine/core";
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
  type Icon,
} from "@tabler/icons-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { useWords } from "@/parts/words";
import { useFilter } from "@/state/filter";

import classes from "./Brush.module.css";
import { BrushStrip } from "./BrushStrip";
import { asDay, dayNumber, windowOf, type Window } from "./days";
import { beyond, stepped } from "./steps";

const BINS = 160;
/** Milliseconds that a step stays on the screen while time plays. */
const BEAT = 1200;

/** The density strip: when the map's lines lie. Dragging over it sets the time of the filter, which can be stepped and played. */
export function Brush() {
  const { t } = useTranslation();
  const words = useWords();
  const { query, reset, set } = useFilter();
  const [drawn, setDrawn] = useState<Window | null>(null);
  const [playing, setPlaying] = useState(false);
  const { data } = useRead(
    "/api/density",
    { query: { ...query, from: undefined, to: undefined, bins: BINS } },
    { keep: true },
  );
  const whole: Window | null =
    data?.first && data.last ? { first: dayNumber(data.first), last: dayNumber(data.last, true) } : null;
  const brushed = drawn !== null || query.from !== undefined || query.to !== undefined;

  const choose = (next: Window, how?: { replace?: boolean }) => {
    const all = whole !== null && next.first <= whole.first && next.last >= whole.last;
    set({ from: all ? null : asDay(next.first), to: all ? null : asDay(next.last) }, how);
  };
  const beat = useEffectEvent(() => {
    if (!whole) return;
    const next = stepped(query.from || query.to ? windowOf(query.from, query.to, whole) : null, whole, 1);
    if (beyond(next, whole)) setPlaying(false);
    else choose(next, { replace: true });
  });
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => beat(), BEAT);
    return () => clearInterval(timer);
  }, [playing]);

  if (!data || !whole) return <div className={classes.brush} />;
  const chosen = drawn ?? windowOf(query.from, query.to, whole);
  const step = (by: 1 | -1) => {
    const next = stepped(brushed ? chosen : null, whole, by);
    if (!beyond(next, whole)) choose(next);
  };
  return (
    <section className={classes.brush} aria-label={t("brush.title")}>
      <div className={classes.words}>
        <Text size="xs" truncate>
          {brushed ? `${words.day(asDay(chosen.first))} – ${words.day(asDay(chosen.last))}` : t("brush.all")}
        </Text>
        {brushed && <CloseButton size="xs" aria-label={t("brush.reset")} onClick={() => reset("time")} />}
      </div>
      <div className={classes.play}>
        <Step label={t("timeline:step.back")} icon={IconPlayerTrackPrev} onClick={() => step(-1)} />
        <Step
          label={t(playing ? "timeline:step.pause" : "timeline:step.play")}
          icon={playing ? IconPlayerPause : IconPlayerPlay}
          onClick={() => {
            if (!playing) step(1);
            setPlaying(!playing);
          }}
        />
        <Step label={t("timeline:step.forward")} icon={IconPlayerTrackNext} onClick={() => step(1)} />
      </div>
      <BrushStrip
        data={data}
        whole={whole}
        chosen={chosen}
        brushed={brushed}
        onDrawn={setDrawn}
        onChosen={(next) => choose(next)}
        onReset={() => reset("time")}
      />
      {data.undated > 0 && (
        <Text size="xs" c="dimmed" className={classes.undated}>
          {t("brush.undated", { count: data.undated, links: words.number(data.undated) })}
        </Text>
      )}
    </section>
  );
}

function Step({ label, icon: Picture, onClick }: { label: string; icon: Icon; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} onClick={onClick}>
        <Picture size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
