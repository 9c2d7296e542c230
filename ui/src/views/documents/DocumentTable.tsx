import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconEyeOff,
  IconFiles,
  IconZoomQuestion,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import { usePages, type Asked } from "@/api/read";
import type { Answer } from "@/api/types";
import { Grade, Marking } from "@/parts/badges";
import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { VirtualList } from "@/parts/VirtualList";
import { useWords } from "@/parts/words";
import { useSession } from "@/api/session";
import { addressOf, useUrl } from "@/state/url";

import classes from "./documents.module.css";

type Row = Answer<"/api/documents">["items"][number];
type Sort = NonNullable<NonNullable<Asked<"/api/documents">["query"]>["sort"]>;

/** The columns, in their order; one without a sort says nothing that has an order. */
const COLUMNS: readonly { name: string; sort?: Sort }[] = [
  { name: "file", sort: "name" },
  { name: "source", sort: "source" },
  { name: "grade", sort: "grade" },
  { name: "published", sort: "published" },
  { name: "claims", sort: "claims" },
  { name: "reviewed", sort: "reviewed" },
  { name: "problems", sort: "problems" },
  { name: "marking" },
  { name: "added", sort: "added" },
];

/** Every document, or those that hold the words searched for. */
export function DocumentTable({ empty }: { empty: boolean }) {
  const { t } = useTranslation("documents");
  const session = useSession();
  const { params } = useUrl();
  const q = params.get("q") ?? "";
  const sort = COLUMNS.find((column) => column.sort === params.get("sort"))?.sort ?? "name";
  const reverse = params.get("reverse") === "true";
  const list = usePages("/api/documents", { query: { q, sort, reverse, limit: 100 } }, { keep: true });
  if (list.isLoading) return <Loading lines={12} />;
  if (list.error && list.items.length === 0) return <ErrorState error={list.error} retry={list.retry} />;
  if (list.items.length === 0) {
    return empty || !q ? (
      <EmptyState icon={IconFiles} title={t("empty.title")}>
        {t(session.can_write ? "empty.do" : "empty.wait")}
      </EmptyState>
    ) : (
      <EmptyState icon={IconZoomQuestion} title={t("none.title", { q })}>
        {t("none.do")}
      </EmptyState>
    );
  }
  return (
    <div className={classes.table}>
      <Head sort={sort} reverse={reverse} />
      <div className={classes.rows}>
        <VirtualList items={list.items} keyOf={(row) => row.id} label={t("title")} more={list.more} estimate={46}>
          {(row) => <DocumentLine row={row} />}
        </VirtualList>
      </div>
    </div>
  );
}

function Head({ sort, reverse }: { sort: Sort; reverse: boolean }) {
  const { t } = useTranslation("documents");
  const { patch } = useUrl();
  const Arrow = reverse ? IconArrowUp : IconArrowDown;
  return (
    <div className={`${classes.row} ${classes.columns}`} role="group" aria-label={t("sort.by")}>
      {COLUMNS.map((column) =>
        column.sort ? (
          <button
            key={column.name}
            type="button"
            aria-pressed={column.sort === sort}
            title={t("sort.how", { column: t(`column.${column.name}`) })}
            onClick={() =>
              patch({
                sort: column.sort === "name" ? null : (column.sort ?? null),
                reverse: column.sort === sort && !reverse ? true : null,
              })
            }
          >
            {t(`column.${column.name}`)}{" "}
            {column.sort === sort && <Arrow size={12} aria-label={t(reverse ? "sort.reversed" : "sort.plain")} />}
          </button>
        ) : (
          <span key={column.name}>{t(`column.${column.name}`)}</span>
        ),
      )}
    </div>
  );
}

function DocumentLine({ row }: { row: Row }) {
  const { t, i18n } = useTranslation("documents");
  const words = useWords();
  const search = useSearch();
  return (
    <div className={classes.row} data-file={row.file}>
      <div className={classes.name}>
        {row.withheld ? (
          <span className={classes.soft}>
            <IconEyeOff size={14} aria-hidden /> {t("withheld")}
          </span>
        ) : (
          <>
            <Link href={addressOf(`/documents/${encodeURIComponent(row.id)}`, search)} className={classes.title}>
              <bdi>{row.title ?? row.file}</bdi>
            </Link>
            {row.title && <bdi className={classes.soft}>{row.file}</bdi>}
          </>
        )}
      </div>
      <div className={classes.clip}>
        {row.source ? (
          <bdi title={row.source}>{row.source}</bdi>
        ) : (
          <span className={classes.soft}>{t("noSource")}</span>
        )}
      </div>
      <div>
        <Grade code={row.grade} />
      </div>
      <div title={row.published ? t(`from.${row.published_from}`) : undefined}>
        {row.published ? words.day(row.published) : <span className={classes.soft}>{t("shell:evidence.undated")}</span>}
      </div>
      <div className={classes.number}>{words.number(row.claims)}</div>
      <Reviewed row={row} />
      <div>
        {row.problems > 0 && (
          <Link
            href={addressOf("/documents", search, { tab: "problems", q: row.file })}
            className={classes.trouble}
            title={t("problemsOf", { count: row.problems, problems: words.number(row.problems) })}
          >
            <IconAlertTriangle size={14} aria-hidden /> {words.number(row.problems)}
          </Link>
        )}
      </div>
      <div>
        <Marking text={row.marking} />
      </div>
      <div className={classes.soft} title={row.added ?? undefined}>
        {row.added &&
          new Intl.DateTimeFormat(i18n.resolvedLanguage, { dateStyle: "medium" }).format(new Date(row.added))}
      </div>
    </div>
  );
}

/** How many of a document's claims a person has read, as a share and in numbers. */
function Reviewed({ row }: { row: Row }) {
  const { t } = useTranslation("documents");
  const words = useWords();
  if (row.claims === 0) return <div />;
  const said = t("reviewedOf", {
    count: row.claims,
    reviewed: words.number(row.reviewed),
    claims: words.number(row.claims),
  });
  return (
    <div className={classes.reviewed} title={said} role="img" aria-label={said}>
      <span className={classes.bar}>
        <span style={{ inlineSize: `${(100 * row.reviewed) / row.claims}%` }} />
      </span>
      <span>{words.percent(row.reviewed / row.claims)}</span>
    </div>
  );
}
