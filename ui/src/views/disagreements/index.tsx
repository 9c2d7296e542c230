import { Button, Select, VisuallyHidden } from "@mantine/core";
import { IconGitCompare, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSearch } from "wouter";

import { usePages, useRead } from "@/api/read";
import { EntityName } from "@/parts/EntityName";
import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { VirtualList } from "@/parts/VirtualList";
import { useWords } from "@/parts/words";
import { changed, useUrl } from "@/state/url";

import { Detail } from "./Detail";
import classes from "./disagreements.module.css";
import { DisagreementRow, NATURES, type NatureName } from "./DisagreementRow";

/** What the sources disagree on: a list by nature at the left, the one that is open side by side at the right. */
export default function Disagreements() {
  const { t } = useTranslation("disagreements");
  const { params, path, patch } = useUrl();
  const search = useSearch();
  const nature = NATURES.find((each) => each === params.get("nature"));
  const predicate = params.get("predicate") ?? undefined;
  const about = params.get("about") ?? undefined;
  const open = params.get("id");
  const query = { ...(nature && { nature }), ...(predicate && { predicate }), ...(about && { about }), limit: 50 };
  const found = usePages("/api/disagreements", { query }, { keep: true });
  const { data: counts } = useRead("/api/disagreements", { query: { ...query, limit: 1 } }, { keep: true });

  if (found.error && found.items.length === 0) return <ErrorState error={found.error} retry={found.retry} />;
  const first = found.items[0]?.id;
  const shown = open ?? first;
  const narrowed = Boolean(nature || predicate || about);
  return (
    <div className={classes.page}>
      <section className={classes.list} aria-label={t("list")}>
        <div className={classes.filters}>
          <VisuallyHidden component="h1">{t("list")}</VisuallyHidden>
          <Natures
            counts={counts?.natures}
            chosen={nature}
            choose={(next) => patch({ nature: next ?? null, id: null })}
          />
          <div className={classes.fields}>
            <Predicates
              counts={counts?.predicates}
              chosen={predicate ?? null}
              choose={(next) => patch({ predicate: next, id: null })}
            />
            {about && <About id={about} clear={() => patch({ about: null, id: null })} />}
          </div>
        </div>
        {found.isLoading ? (
          <Loading lines={8} />
        ) : found.items.length === 0 ? (
          <EmptyState icon={IconGitCompare} title={t(narrowed ? "noneSuch" : "none")}>
            {t(narrowed ? "noneSuchDo" : "noneDo")}
          </EmptyState>
        ) : (
          <div className={classes.rows}>
            <VirtualList items={found.items} keyOf={(row) => row.id} estimate={72} label={t("list")} more={found.more}>
              {(row) => (
                <div className={classes.row} data-current={row.id === shown || undefined}>
                  <DisagreementRow
                    row={row}
                    href={`${path}?${changed(search, { id: row.id })}`}
                    current={row.id === shown}
                  />
                </div>
              )}
            </VirtualList>
          </div>
        )}
      </section>
      <section className={classes.detail} aria-label={t("detail")}>
        {shown ? <Detail key={shown} id={shown} /> : null}
      </section>
    </div>
  );
}

/** The four natures with how many there are of each; each may be chosen alone. */
function Natures({
  counts,
  chosen,
  choose,
}: {
  counts: Record<string, number> | undefined;
  chosen: NatureName | undefined;
  choose: (nature: NatureName | undefined) => void;
}) {
  const { t } = useTranslation("disagreements");
  const words = useWords();
  return (
    <div className={classes.natures} role="group" aria-label={t("nature")}>
      {NATURES.map((each) => (
        <button
          key={each}
          type="button"
          className={classes.nature}
          aria-pressed={chosen === each}
          title={t(`means.${each}`)}
          onClick={() => choose(chosen === each ? undefined : each)}
        >
          <span className={classes.natureCount}>{words.number(counts?.[each] ?? 0)}</span> {words.nature(each)}
        </button>
      ))}
    </div>
  );
}

function Predicates({
  counts,
  chosen,
  choose,
}: {
  counts: Record<string, number> | undefined;
  chosen: string | null;
  choose: (predicate: string | null) => void;
}) {
  const { t } = useTranslation("disagreements");
  const words = useWords();
  const names = Object.keys(counts ?? {});
  if (chosen && !names.includes(chosen)) names.push(chosen);
  return (
    <Select
      aria-label={t("predicate")}
      placeholder={t("anyPredicate")}
      clearable
      searchable
      data={names.map((name) => ({
        value: name,
        label: `${words.predicate(name)} (${words.number(counts?.[name] ?? 0)})`,
      }))}
      value={chosen}
      onChange={choose}
    />
  );
}

/** About whom the list is, with a way back to all. */
function About({ id, clear }: { id: string; clear: () => void }) {
  const { t } = useTranslation("disagreements");
  const { data } = useRead("/api/entities/{entity}", { path: { entity: id } });
  return (
    <span className={classes.about}>
      {t("about")} {data && <EntityName entity={data.head.entity} />}
      <Button variant="subtle" size="compact-xs" leftSection={<IconX size={12} aria-hidden />} onClick={clear}>
        {t("aboutAll")}
      </Button>
    </span>
  );
}
