import { Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { usePages, useRead } from "@/api/read";
import { More } from "@/parts/More";
import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { VirtualList } from "@/parts/VirtualList";
import { useWords } from "@/parts/words";
import { useUrl } from "@/state/url";

import { Lists } from "./Lists";
import { SubjectRow } from "./SubjectRow";
import classes from "./subjects.module.css";
import { LISTS, ORDERS, type Query, type SubjectList } from "./types";

const WAIT_MS = 250;

/** Who the case is about: ranked lists in a stated order; everyone else apart, by name, and never ranked. */
export default function Subjects() {
  const { params, patch } = useUrl();
  const query: Query = {
    list: LISTS.find((each) => each === params.get("list")) ?? "persons",
    order: ORDERS.find((each) => each === params.get("order")) ?? "origins",
    ...(params.get("category") && { category: params.get("category") ?? "" }),
    ...(params.get("q") && { q: params.get("q") ?? "" }),
  };
  const { data, error, refetch } = useRead("/api/subjects", { query: { ...query, limit: 1 } }, { keep: true });
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={10} />;
  return (
    <div className={classes.page}>
      <Lists data={data} chosen={query.list} choose={(list) => patch({ list, category: null })} />
      <section className={classes.main}>
        <Header data={data} query={query} />
        <Entries query={query} ranked={data.lists.find((each) => each.key === query.list)?.ranked ?? false} />
      </section>
    </div>
  );
}

/** What the list is, the order it is in, in words, and what it is narrowed to. */
function Header({ data, query }: { data: SubjectList; query: Query }) {
  const { t } = useTranslation("subjects");
  const words = useWords();
  const { patch } = useUrl();
  const [typed, setTyped] = useState(query.q ?? "");
  const ask = useDebouncedCallback((text: string) => patch({ q: text || null }, { replace: true }), WAIT_MS);
  const ranked = data.lists.find((each) => each.key === query.list)?.ranked ?? false;
  const categories = Object.entries(data.categories);
  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <h1>{t(`list.${query.list}`)}</h1>
        <span className={classes.count}>{words.number(data.total)}</span>
      </div>
      <p className={classes.rule}>
        {t(`rule.${query.list}`)} {ranked && <strong>{t("noScore")}</strong>}
      </p>
      <div className={classes.controls}>
        <TextInput
          className={classes.search}
          aria-label={t("search")}
          placeholder={t("search")}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={typed}
          onChange={(event) => (setTyped(event.currentTarget.value), ask(event.currentTarget.value.trim()))}
        />
        {ranked && (
          <Select
            aria-label={t("orderLabel")}
            className={classes.order}
            allowDeselect={false}
            data={ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))}
            value={query.order}
            onChange={(order) => patch({ order })}
          />
        )}
        {categories.length > 1 || query.category ? (
          <div className={classes.categories} role="group" aria-label={t("categoryLabel")}>
            {categories.map(([word, count]) => (
              <button
                key={word}
                type="button"
                aria-pressed={query.category === word}
                onClick={() => patch({ category: query.category === word ? null : word })}
              >
                {t(`words:category.${word}`)} <span>{words.number(count)}</span>
              </button>
            ))}
          </div>
        ) : null}
      </div>
      <p className={classes.stated} role="status">
        {t("orderStated", { order: t(`order.${data.order}`) })}
      </p>
    </header>
  );
}

function Entries({ query, ranked }: { query: Query; ranked: boolean }) {
  const { t } = useTranslation("subjects");
  const found = usePages("/api/subjects", { query: { ...query, limit: 50 } }, { keep: true });
  if (found.error && found.items.length === 0) return <ErrorState error={found.error} retry={found.retry} />;
  if (found.isLoading) return <Loading lines={8} />;
  if (found.items.length === 0) {
    const narrowed = query.q || query.category;
    return (
      <EmptyState icon={IconUsers} title={t(narrowed ? "noneSuch" : "none")}>
        {t(narrowed ? "noneSuchDo" : "noneDo")}
      </EmptyState>
    );
  }
  return (
    <>
      <div className={classes.rows}>
        <VirtualList
          items={found.items}
          keyOf={(row) => row.entity.id}
          estimate={ranked ? 112 : 56}
          label={t(`list.${query.list}`)}
          more={found.more}
        >
          {(row) => <SubjectRow row={row} ranked={ranked} />}
        </VirtualList>
      </div>
      <div className={classes.foot}>
        <More shown={found.items.length} total={found.total} more={found.more} busy={found.isLoadingMore} />
      </div>
    </>
  );
}
