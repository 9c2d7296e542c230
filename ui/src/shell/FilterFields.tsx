import { Checkbox, Group, SegmentedControl, Slider, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Facets } from "@/api/types";
import { useWords } from "@/parts/words";
import { useFilter } from "@/state/filter";

import classes from "./FilterPanel.module.css";

const DAY = /^\d{4}(-\d\d){0,2}$/;

/** First and last day, as finely as one likes (2026, 2026-02, 2026-02-22), and whether what has no date stays. */
export function TimeFilter({ facets }: { facets: Facets }) {
  const { t } = useTranslation();
  const words = useWords();
  const { query, set } = useFilter();
  return (
    <>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <DayInput
          key={`from${query.from}`}
          label={t("filter.from")}
          value={query.from}
          hint={facets.first_day}
          onDone={(from) => set({ from })}
        />
        <DayInput
          key={`to${query.to}`}
          label={t("filter.to")}
          value={query.to}
          hint={facets.last_day}
          onDone={(to) => set({ to })}
        />
      </Group>
      {facets.first_day && facets.last_day && (
        <Text size="xs" c="dimmed" mt={4}>
          {t("filter.span", { from: words.day(facets.first_day), to: words.day(facets.last_day) })}
        </Text>
      )}
      <Checkbox
        mt={6}
        label={t("filter.undated")}
        checked={query.undated !== false}
        onChange={(event) => set({ undated: event.currentTarget.checked })}
      />
    </>
  );
}

interface DayProps {
  label: string;
  value: string | undefined;
  hint: string | null;
  onDone: (day: string | null) => void;
}

/** Written freely, taken over on Enter or when left. */
function DayInput({ label, value, hint, onDone }: DayProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value ?? "");
  const wrong = text !== "" && !DAY.test(text);
  const done = () => {
    if (!wrong && text !== (value ?? "")) onDone(text || null);
  };
  return (
    <TextInput
      label={label}
      value={text}
      placeholder={hint ?? ""}
      error={wrong && t("filter.day")}
      onChange={(event) => setText(event.currentTarget.value.trim())}
      onBlur={done}
      onKeyDown={(event) => event.key === "Enter" && done()}
    />
  );
}

/** Least belief, over how many links have which. */
export function BeliefFilter({ facets }: { facets: Facets }) {
  const { t } = useTranslation();
  const words = useWords();
  const { query, set } = useFilter();
  const [dragged, setDragged] = useState<number | null>(null);
  const least = dragged ?? (query.belief ?? 0) * 100;
  const most = Math.max(1, ...facets.belief);
  return (
    <div className={classes.belief}>
      <div className={classes.histogram} aria-hidden>
        {facets.belief.map((count, tenth) => (
          <span
            key={tenth}
            data-out={(tenth + 1) * 10 <= least || undefined}
            style={{ blockSize: `${Math.max(count ? 6 : 0, (count / most) * 100)}%` }}
            title={`${words.percent(tenth / 10)}–${words.percent((tenth + 1) / 10)}: ${words.number(count)}`}
          />
        ))}
      </div>
      <Slider
        size="xs"
        min={0}
        max={100}
        step={5}
        value={least}
        label={(value) => words.percent(value / 100)}
        thumbLabel={t("filter.least")}
        onChange={setDragged}
        onChangeEnd={(value) => {
          setDragged(null);
          set({ belief: value / 100 });
        }}
      />
      <Text size="xs" c="dimmed">
        {t("filter.atLeast", { belief: words.percent(least / 100) })}
      </Text>
    </div>
  );
}

/** All, what a person has reviewed, or what only the machine has read. */
export function ReviewFilter() {
  const { t } = useTranslation();
  const { query, set } = useFilter();
  return (
    <SegmentedControl
      fullWidth
      aria-label={t("filter.review")}
      value={query.review ?? "any"}
      onChange={(value) => set({ review: value === "reviewed" || value === "unreviewed" ? value : null })}
      data={(["any", "reviewed", "unreviewed"] as const).map((value) => ({ value, label: t(`filter.${value}`) }))}
    />
  );
}
