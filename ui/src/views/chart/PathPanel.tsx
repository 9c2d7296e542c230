import { ActionIcon, Button, Checkbox, Text, Title } from "@mantine/core";
import { IconArrowsExchange, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import type { Answer } from "@/api/types";
import { EntityName } from "@/parts/EntityName";
import { LineRow } from "@/parts/LineRow";
import { ErrorState, Loading } from "@/parts/states";
import { useWords } from "@/parts/words";
import { useFilter } from "@/state/filter";
import { useSelection } from "@/state/selection";
import { useUrl } from "@/state/url";

import classes from "./chart.module.css";
import { EntityPicker } from "@/parts/EntityPicker";
import type { ChartData } from "./model";

type Path = Answer<"/api/paths">["paths"][number];

/** Nodes and lines of a path, to be emphasised. */
export interface Shown {
  nodes: ReadonlySet<string>;
  lines: ReadonlySet<string>;
}

interface Props {
  chosen: ReadonlySet<string>;
  data: ChartData | undefined;
  hidden: ReadonlySet<string>;
  show: (path: Shown | null) => void;
  /** Puts entities on the chart that are not there, or hidden. */
  bring: (ids: readonly string[]) => void;
}

const PATHS = 5;
/** What nearly everything has something to do with ties nobody to anybody. */
const COMMON = ["Place", "Substance", "Activity"];

/** Finds the best paths between two entities; the one that is looked at is emphasised on the chart, each step with its evidence. */
export function PathPanel({ chosen, data, hidden, show, bring }: Props) {
  const { t } = useTranslation("chart");
  const { params, patch } = useUrl();
  const { query } = useFilter();
  const a = params.get("a");
  const b = params.get("b");
  const common = params.get("common") === "true";
  const picked = [...chosen];
  const found = useRead(
    "/api/paths",
    { query: { ...query, a: a ?? "", b: b ?? "", k: PATHS, ...(!common && { avoid: COMMON }) } },
    { enabled: a !== null && b !== null && a !== b },
  );
  const [at, setAt] = useState(0);
  const paths = found.data?.paths;
  const looked = paths?.[Math.min(at, paths.length - 1)];
  useEffect(() => {
    show(
      looked
        ? { nodes: new Set(looked.nodes.map(({ id }) => id)), lines: new Set(looked.steps.map(({ pair }) => pair)) }
        : null,
    );
    return () => show(null);
  }, [looked, show]);
  const missing = looked && data ? looked.nodes.filter(({ id }) => !data.byId.has(id) || hidden.has(id)) : [];
  const lacking = missing.map(({ id }) => id).join();
  useEffect(() => {
    if (lacking) bring(lacking.split(","));
    // The list of ids says all; `bring` is made anew with every drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lacking]);

  const named = (id: string | null) => {
    if (!id) return null;
    const ends = paths?.[0]?.nodes ?? [];
    return { id, name: data?.byId.get(id)?.name ?? ends.find((end) => end.id === id)?.name ?? "…" };
  };
  const close = () => patch({ path: null, a: null, b: null, common: null }, { replace: true });
  return (
    <section className={classes.side} aria-label={t("path.title")}>
      <div className={classes.sideHead}>
        <Title order={2} size="h4">
          {t("path.title")}
        </Title>
        <ActionIcon aria-label={t("shell:close")} onClick={close}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.sideBody}>
        <EntityPicker label={t("path.from")} value={named(a)} onChange={(id) => patch({ a: id })} />
        <EntityPicker label={t("path.to")} value={named(b)} onChange={(id) => patch({ b: id })} />
        <div className={classes.row} style={{ paddingInline: 0 }}>
          <Button
            variant="subtle"
            leftSection={<IconArrowsExchange size={14} aria-hidden />}
            onClick={() => patch({ a: b, b: a })}
          >
            {t("path.swap")}
          </Button>
          {picked.length === 2 && (
            <Button variant="light" onClick={() => patch({ a: picked[0] ?? null, b: picked[1] ?? null })}>
              {t("path.chosen")}
            </Button>
          )}
        </div>
        <Checkbox
          mb="sm"
          label={t("path.common")}
          checked={common}
          onChange={(event) => patch({ common: event.currentTarget.checked || null })}
        />
        {found.isLoading && <Loading lines={5} />}
        {found.error && <ErrorState compact error={found.error} retry={() => void found.refetch()} />}
        {!(a && b) && <Text size="sm">{t("path.how")}</Text>}
        {paths?.length === 0 && <Text size="sm">{t("path.none")}</Text>}
        {paths?.map((path, index) => (
          <OnePath
            key={path.nodes.map(({ id }) => id).join()}
            path={path}
            on={path === looked}
            look={() => setAt(index)}
            number={index + 1}
          />
        ))}
      </div>
    </section>
  );
}

function OnePath({ path, on, look, number }: { path: Path; on: boolean; look: () => void; number: number }) {
  const { t } = useTranslation("chart");
  const words = useWords();
  const { select } = useSelection();
  const steps = path.steps.length;
  return (
    <div className={classes.path} data-on={on || undefined}>
      <div className={classes.pathHead}>
        <Button variant={on ? "filled" : "default"} aria-pressed={on} onClick={look}>
          {t("path.number", { number })}
        </Button>
        <span className={classes.soft}>
          {t("path.steps", { count: steps, steps: words.number(steps), belief: words.percent(path.belief) })}
        </span>
      </div>
      <ol className={classes.steps}>
        {path.steps.map((step, index) => (
          <li key={step.pair}>
            {index === 0 && <EntityName entity={step.a} />}
            <div className={classes.step}>
              {step.lines.map((line) => (
                <LineRow key={line.id} line={line} />
              ))}
              {step.links > step.lines.length && (
                <Button variant="subtle" size="compact-xs" onClick={() => select("pair", step.pair)}>
                  {t("path.more", { count: step.links, links: words.number(step.links) })}
                </Button>
              )}
            </div>
            <EntityName entity={step.b} />
          </li>
        ))}
      </ol>
    </div>
  );
}
