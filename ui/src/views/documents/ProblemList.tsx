import { SegmentedControl } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconFileX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import { usePages } from "@/api/read";
import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { VirtualList } from "@/parts/VirtualList";
import { addressOf, useUrl } from "@/state/url";

import classes from "./documents.module.css";
import { Trouble } from "./Trouble";

const KINDS = ["all", "refused", "doubts"] as const;

/** What was refused or read with doubts, and what to do about it. */
export function ProblemList() {
  const { t } = useTranslation("documents");
  const search = useSearch();
  const { params, patch } = useUrl();
  const q = params.get("q") ?? "";
  const kind = KINDS.find((each) => each === params.get("kind")) ?? "all";
  const list = usePages(
    "/api/problems",
    { query: { q, limit: 100, ...(kind !== "all" && { refused: kind === "refused" }) } },
    { keep: true },
  );
  if (list.isLoading) return <Loading lines={8} />;
  if (list.error && list.items.length === 0) return <ErrorState error={list.error} retry={list.retry} />;
  return (
    <div className={classes.table}>
      <div className={classes.kinds}>
        <SegmentedControl
          size="xs"
          aria-label={t("kind.label")}
          value={kind}
          data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(next) => patch({ kind: next === "all" ? null : next })}
        />
      </div>
      {list.items.length === 0 ? (
        <EmptyState icon={IconCircleCheck} title={t(q ? "none.title" : "fine.title", { q })}>
          {t(q ? "none.do" : "fine.do")}
        </EmptyState>
      ) : (
        <div className={classes.rows}>
          <VirtualList
            items={list.items}
            keyOf={(row) => `${row.file}\n${row.code}\n${row.what}`}
            label={t("tab.problems")}
            more={list.more}
            estimate={58}
          >
            {(row) => (
              <div className={classes.problem}>
                {row.refused ? (
                  <IconFileX size={18} className={classes.refused} aria-hidden />
                ) : (
                  <IconAlertTriangle size={18} className={classes.doubt} aria-hidden />
                )}
                <div>
                  <strong>
                    {row.document ? (
                      <Link href={addressOf(`/documents/${encodeURIComponent(row.document)}`, search)}>
                        <bdi>{row.file}</bdi>
                      </Link>
                    ) : (
                      <bdi>{row.file}</bdi>
                    )}
                  </strong>{" "}
                  <span className={classes.soft}>{t(row.refused ? "kind.wasRefused" : "kind.wasRead")}</span>
                  <Trouble code={row.code} what={row.what} />
                </div>
              </div>
            )}
          </VirtualList>
        </div>
      )}
    </div>
  );
}
