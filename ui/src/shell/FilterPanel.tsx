import { ActionIcon, Button, CloseButton, Text, Title, Tooltip } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import type { Facets } from "@/api/types";
import { EntityIcon } from "@/parts/EntityName";
import { ErrorState, Loading } from "@/parts/states";
import { useWords } from "@/parts/words";
import { useFilter, type Dimension, type FilterQuery } from "@/state/filter";
import { filterOpen } from "@/state/preferences";

import { BeliefFilter, ReviewFilter, TimeFilter } from "./FilterFields";
import classes from "./FilterPanel.module.css";

/** What to leave out, with how much each value shows and hides. Nothing is hidden without the panel saying so. */
export function FilterPanel() {
  const { t } = useTranslation();
  const words = useWords();
  const { query, reset, active } = useFilter();
  const { data, error, refetch } = useRead("/api/facets", { query }, { keep: true });
  return (
    <aside className={classes.panel} aria-label={t("filter.title")}>
      <header className={classes.head}>
        <Title order={2} size="h4">
          {t("filter.title")}
        </Title>
        <Button variant="subtle" size="compact-xs" disabled={active.length === 0} onClick={() => reset()}>
          {t("filter.resetAll")}
        </Button>
        <CloseButton size="sm" aria-label={t("close")} onClick={() => filterOpen.set(false)} />
      </header>
      {data && (
        <Text size="xs" c="dimmed" role="status" className={classes.sum}>
          {t("filter.shown", { shown: words.number(data.links.shown), total: words.number(data.links.total) })}
        </Text>
      )}
      {error && !data ? (
        <ErrorState compact error={error} retry={() => void refetch()} />
      ) : data ? (
        <Dimensions facets={data} />
      ) : (
        <Loading lines={12} />
      )}
    </aside>
  );
}

function Dimensions({ facets }: { facets: Facets }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div className={classes.dimensions}>
      <Section dimension="time" facets={facets}>
        <TimeFilter facets={facets} />
      </Section>
      <Section dimension="type" facets={facets}>
        <Values
          param="hide_type"
          values={facets.types}
          label={(value) => (
            <>
              <EntityIcon type={value} size="0.875rem" /> {words.types(value)}
            </>
          )}
        />
      </Section>
      <Section dimension="predicate" facets={facets}>
        <Values param="hide_predicate" values={facets.predicates} label={(value) => words.predicate(value)} />
      </Section>
      <Section dimension="modality" facets={facets}>
        <Values param="hide_modality" values={facets.modalities} label={(value) => words.modality(value)} />
      </Section>
      <Section dimension="belief" facets={facets}>
        <BeliefFilter facets={facets} />
      </Section>
      <Section dimension="review" facets={facets}>
        <ReviewFilter />
      </Section>
      <Section dimension="grade" facets={facets}>
        <Values
          param="hide_grade"
          values={facets.grades}
          label={(value) => (
            <>
              <b className={classes.letter}>{value}</b> {t(`words:reliability.${value}`)}
            </>
          )}
        />
      </Section>
      <Section dimension="source" facets={facets}>
        <Values
          param="hide_source"
          values={facets.sources}
          label={(_, source) => (
            <>
              <b className={classes.letter}>{source.grade}</b> <bdi>{source.name ?? t("filter.noSource")}</bdi>
            </>
          )}
        />
      </Section>
    </div>
  );
}

/** One part of the filter: what it alone hides, and a button that makes it hide nothing. */
function Section({ dimension, facets, children }: { dimension: Dimension; facets: Facets; children: ReactNode }) {
  const { t } = useTranslation();
  const words = useWords();
  const { active, reset } = useFilter();
  const on = active.includes(dimension);
  const name = t(`filter.${dimension}`);
  return (
    <details
      className={classes.section}
      open={on || dimension === "time" || dimension === "type" || dimension === "belief"}
    >
      <summary className={classes.summary}>
        <span className={classes.title}>{name}</span>
        {on && (
          <span className={classes.hides}>
            {t("filter.hidesOf", {
              count: facets.hidden[dimension],
              hidden: words.number(facets.hidden[dimension]),
              total: words.number(facets.links.total),
            })}
          </span>
        )}
      </summary>
      {on && (
        <Tooltip label={t("filter.reset", { dimension: name })}>
          <ActionIcon
            size="xs"
            className={classes.reset}
            aria-label={t("filter.reset", { dimension: name })}
            onClick={() => reset(dimension)}
          >
            <IconRestore size="0.875rem" aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <div className={classes.body}>{children}</div>
    </details>
  );
}

type ListParam = "hide_source" | "hide_grade" | "hide_modality" | "hide_predicate" | "hide_type";

interface ValuesProps<T> {
  param: ListParam;
  values: readonly T[];
  label: (value: string, of: T) => ReactNode;
}

/** Values to show or hide, one by one, all, none or only one. Checked is shown. */
function Values<T extends { value: string; shown: number; hidden: number }>({ param, values, label }: ValuesProps<T>) {
  const { t } = useTranslation();
  const words = useWords();
  const { query, set } = useFilter();
  const hidden = new Set<string>(query[param] ?? []);
  const hide = (next: Iterable<string>) => set({ [param]: [...next] } as Partial<FilterQuery>);
  const toggle = (value: string) => {
    const next = new Set(hidden);
    if (!next.delete(value)) next.add(value);
    hide(next);
  };
  if (values.length === 0) return <Text size="xs">{t("filter.noValue")}</Text>;
  return (
    <ul className={classes.values}>
      {values.map((each) => (
        <li key={each.value} className={classes.value}>
          <label>
            <input type="checkbox" checked={!hidden.has(each.value)} onChange={() => toggle(each.value)} />
            <span className={classes.label}>{label(each.value, each)}</span>
          </label>
          <button
            type="button"
            className={classes.only}
            onClick={() => hide(values.map((other) => other.value).filter((value) => value !== each.value))}
          >
            {t("filter.only")}
          </button>
          <span
            className={classes.count}
            title={t("filter.counts", { shown: words.number(each.shown), hidden: words.number(each.hidden) })}
          >
            {words.number(each.shown)}
            {each.hidden > 0 && <i> / {words.number(each.shown + each.hidden)}</i>}
          </span>
        </li>
      ))}
    </ul>
  );
}
