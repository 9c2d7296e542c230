import { Collapse, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconChevronRight, IconSelector } from "@tabler/icons-react";
import { Fragment, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { More } from "@/parts/More";
import { useWords } from "@/parts/words";

import classes from "./analyses.module.css";
import { Cell } from "./Cell";
import { RowEvidence } from "./RowEvidence";
import { ordered, scales, type Order } from "./sorting";
import { isMeasured, type Evidence, type Table } from "./types";

const STEP = 50;

/** A table of findings: ranges are drawn beside their numbers, columns sort, and each row opens to what it stands on. */
export function FindingsTable({ table, evidence }: { table: Table; evidence: Evidence | null }) {
  const { t, i18n } = useTranslation("analyses");
  const words = useWords();
  const [order, setOrder] = useState<Order | null>(null);
  const [most, setMost] = useState(STEP);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const base = useId();
  const rows = useMemo(() => ordered(table, order), [table, order]);
  const scaleOf = useMemo(() => scales(table), [table]);
  const stands = evidence !== null && table.rows.some(({ lines, about }) => lines.length + about.length > 0);
  const helped = table.columns.filter(({ help }) => help);
  const turn = (row: number) => {
    const next = new Set(open);
    if (!next.delete(row)) next.add(row);
    setOpen(next);
  };
  return (
    <>
      <div className={classes.wide} tabIndex={0} role="group" aria-label={table.title}>
        <table className={classes.table}>
          <thead>
            <tr>
              {table.columns.map((column) => {
                const by = order?.key === column.key ? order : null;
                const Arrow = by ? (by.down ? IconArrowDown : IconArrowUp) : IconSelector;
                return (
                  <th
                    key={column.key}
                    scope="col"
                    data-measured={isMeasured(column) || undefined}
                    aria-sort={by ? (by.down ? "descending" : "ascending") : "none"}
                  >
                    <UnstyledButton
                      className={classes.sort}
                      title={t("table.sort", { column: column.title })}
                      onClick={() => setOrder(turned(by, column.key, isMeasured(column)))}
                    >
                      {column.title} <Arrow size="0.75rem" aria-hidden />
                    </UnstyledButton>
                  </th>
                );
              })}
              {stands && (
                <th scope="col" data-stands lang={i18n.resolvedLanguage}>
                  {t("table.evidence")}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map(({ row, number }) => {
              const id = `${base}-${number}`;
              const shown = open.has(number);
              const opens = row.lines.length + row.about.length > 0;
              return (
                <Fragment key={number}>
                  <tr>
                    {table.columns.map((column) => (
                      <Cell
                        key={column.key}
                        row={row}
                        column={column}
                        span={scaleOf(row, column)}
                        evidence={evidence}
                      />
                    ))}
                    {stands && (
                      <td data-stands lang={i18n.resolvedLanguage}>
                        {opens ? (
                          <UnstyledButton
                            className={classes.opener}
                            aria-expanded={shown}
                            aria-controls={id}
                            onClick={() => turn(number)}
                          >
                            <IconChevronRight size="0.8125rem" aria-hidden />{" "}
                            {row.lines.length > 0
                              ? t("table.lines", { count: row.lines.length, lines: words.number(row.lines.length) })
                              : t("table.about", { count: row.about.length })}
                          </UnstyledButton>
                        ) : (
                          <span className={classes.soft}>{t("table.none")}</span>
                        )}
                      </td>
                    )}
                  </tr>
                  {shown && evidence && (
                    <tr>
                      <td
                        id={id}
                        colSpan={table.columns.length + 1}
                        className={classes.under}
                        lang={i18n.resolvedLanguage}
                      >
                        <RowEvidence row={row} evidence={evidence} />
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
      <More
        shown={Math.min(most, rows.length)}
        total={rows.length}
        more={most < rows.length ? () => setMost(most + STEP) : undefined}
      />
      {helped.length > 0 && <Meanings columns={helped} />}
    </>
  );
}

/** What the columns say, with unit and source. */
function Meanings({ columns }: { columns: Table["columns"] }) {
  const { t, i18n } = useTranslation("analyses");
  const [open, setOpen] = useState(false);
  return (
    <div className={classes.meanings}>
      <UnstyledButton
        className={classes.fold}
        aria-expanded={open}
        lang={i18n.resolvedLanguage}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size="0.875rem" aria-hidden /> {t("table.columns")}
      </UnstyledButton>
      <Collapse expanded={open}>
        <dl>
          {columns.map(({ key, title, help }) => (
            <div key={key}>
              <dt>{title}</dt>
              <dd>{help}</dd>
            </div>
          ))}
        </dl>
      </Collapse>
    </div>
  );
}

/** Numbers begin with the largest, words with A; a third press gives the order of the findings back. */
function turned(now: Order | null, key: string, measured: boolean): Order | null {
  if (!now) return { key, down: measured };
  return now.down === measured ? { key, down: !measured } : null;
}
