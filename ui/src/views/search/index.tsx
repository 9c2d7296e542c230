import { TextInput, Title } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch, IconZoomQuestion } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import type { Passage } from "@/api/types";
import { Grade, Marking } from "@/parts/badges";
import { EntityName } from "@/parts/EntityName";
import { More } from "@/parts/More";
import { placeOf, Snippet } from "@/parts/Snippet";
import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { useWords } from "@/parts/words";
import { addressOf, useUrl } from "@/state/url";

import classes from "./search.module.css";
import { useFound } from "./useFound";

/** Everything that answers a search: entities and sentences, page by page. */
export default function Search() {
  const { t } = useTranslation();
  const { params, patch } = useUrl();
  const q = params.get("q") ?? "";
  return (
    <div className={classes.page}>
      <SearchBox q={q} ask={(next) => patch({ q: next || null }, { replace: true })} />
      {q ? (
        <Results q={q} />
      ) : (
        <EmptyState icon={IconSearch} title={t("search.empty")}>
          {t("search.emptyDo")}
        </EmptyState>
      )}
    </div>
  );
}

const WAIT_MS = 250;

function SearchBox({ q, ask }: { q: string; ask: (q: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(q);
  const [seen, setSeen] = useState(q);
  if (seen !== q) {
    // The address changed: by this box, or by "back" and the palette, which the box follows.
    setSeen(q);
    if (typed.trim() !== q) setTyped(q);
  }
  const later = useDebouncedCallback(ask, WAIT_MS);
  return (
    <form role="search" onSubmit={(event) => (event.preventDefault(), ask(typed.trim()))}>
      <TextInput
        size="md"
        autoFocus
        aria-label={t("search.label")}
        placeholder={t("search.box")}
        leftSection={<IconSearch size="1.125rem" aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          later(event.currentTarget.value.trim());
        }}
      />
    </form>
  );
}

function Results({ q }: { q: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const found = useFound(q);
  if (found.isLoading) return <Loading lines={12} />;
  if (found.error) return <ErrorState error={found.error} retry={found.retry} />;
  if (found.entities.length + found.passages.length === 0) {
    return (
      <EmptyState icon={IconZoomQuestion} title={t("search.none", { q })}>
        {t("search.noneDo")}
      </EmptyState>
    );
  }
  const { totals } = found;
  return (
    <>
      <div className={classes.columns}>
        <section aria-labelledby="found-entities">
          <Title order={2} size="h4" id="found-entities">
            {t("search.entities")} <span className={classes.count}>{totals && words.number(totals.entities)}</span>
          </Title>
          <ul className={classes.list}>
            {found.entities.map((hit) => (
              <li key={hit.id}>
                <EntityName entity={hit} kind />
                <div className={classes.note}>
                  {[
                    hit.also.join(", "),
                    t("documents", { count: hit.documents, documents: words.number(hit.documents) }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                  {hit.near && ` · ${t("search.near")}`}
                </div>
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="found-passages">
          <Title order={2} size="h4" id="found-passages">
            {t("search.passages")} <span className={classes.count}>{totals && words.number(totals.passages)}</span>
          </Title>
          <ul className={classes.list}>
            {found.passages.map((hit) => (
              <li key={`${hit.document}:${hit.start}`}>
                <PassageHit hit={hit} />
              </li>
            ))}
          </ul>
        </section>
      </div>
      <More
        shown={found.entities.length + found.passages.length}
        total={totals && totals.entities + totals.passages}
        more={found.more}
        busy={found.isLoadingMore}
      />
    </>
  );
}

function PassageHit({ hit }: { hit: Passage }) {
  const { t } = useTranslation();
  const words = useWords();
  const search = useSearch();
  return (
    <>
      <Link href={addressOf(...withSearch(placeOf(hit), search))} className={classes.passage}>
        <Snippet of={hit} />
      </Link>
      <div className={classes.note}>
        <Grade code={hit.grade} /> <bdi>{hit.title ?? hit.file}</bdi>
        <span>{hit.published ? words.day(hit.published) : t("evidence.undated")}</span>
        {hit.claims > 0 && <span>{t("search.claims", { count: hit.claims, claims: words.number(hit.claims) })}</span>}
        <Marking text={hit.marking} />
      </div>
    </>
  );
}

function withSearch([path, changes]: ReturnType<typeof placeOf>, search: string): [string, string, typeof changes] {
  return [path, search, changes];
}
