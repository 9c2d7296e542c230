import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import { usePages } from "@/api/read";
import { useWords } from "@/parts/words";
import { useReasons } from "@/parts/useReasons";
import { addressOf } from "@/state/url";

import { Further } from "./Further";
import { Section } from "./Section";
import tables from "./tables.module.css";
import type { MergeReason } from "./types";

/** Under which names it goes and where each stands, and why mentions in several documents were taken for one. */
export function Identity({ id, merges, named }: { id: string; merges: number; named: boolean }) {
  const { t } = useTranslation("subject");
  const words = useWords();
  const search = useSearch();
  const found = usePages(
    "/api/entities/{entity}/names",
    { path: { entity: id }, query: { limit: 20 } },
    { enabled: named },
  );
  if (found.items.length === 0 && merges === 0) return null;
  return (
    <Section id="identity" title={t("section.identity")} count={found.total}>
      <ul className={tables.list}>
        {found.items.map((form) => (
          <li key={form.name}>
            <bdi>{form.chosen ? <strong>{form.name}</strong> : form.name}</bdi>{" "}
            <span className={tables.note}>
              {form.documents > 0 &&
                t("shell:documents", { count: form.documents, documents: words.number(form.documents) })}
              {form.where.map((at, place) => (
                <Fragment key={at.document}>
                  {place === 0 ? ": " : ", "}
                  <Link
                    href={addressOf(`/documents/${encodeURIComponent(at.document)}`, search)}
                    className={tables.link}
                  >
                    <bdi>{at.title ?? at.file}</bdi>
                  </Link>
                </Fragment>
              ))}
              {form.documents > form.where.length && " …"}
            </span>
          </li>
        ))}
      </ul>
      <Further found={found} />
      {merges > 0 && <Merges id={id} />}
    </Section>
  );
}

/** Why its mentions are one: what persons judged first, then the least sure. */
function Merges({ id }: { id: string }) {
  const { t } = useTranslation("subject");
  const found = usePages("/api/entities/{entity}/merges", { path: { entity: id }, query: { limit: 10 } });
  return (
    <>
      <h3>{t("mergesTitle", { count: found.total ?? 0 })}</h3>
      <ul className={tables.list}>
        {found.items.map((reason, place) => (
          <Merge key={place} reason={reason} />
        ))}
      </ul>
      <Further found={found} />
    </>
  );
}

function Merge({ reason }: { reason: MergeReason }) {
  const { t } = useTranslation("subject");
  const reasons = useReasons();
  const words = useWords();
  const search = useSearch();
  const ends = [reason.a, reason.b];
  return (
    <li>
      <bdi>
        {[reasons.line(reason.reasons), reasons.line(reason.reasons, true)].filter(Boolean).join("; ") || reason.why}
      </bdi>
      <span className={tables.note}>
        {reason.person ? t("judgedBy", { by: reason.by }) : t("computed", { sure: words.percent(reason.score) })}
        {ends.map(
          (end, place) =>
            end.where && (
              <Fragment key={place}>
                {" · "}
                <Link
                  href={addressOf(`/documents/${encodeURIComponent(end.where.document)}`, search)}
                  className={tables.link}
                >
                  <bdi>{end.name ? `“${end.name}”` : t("unnamedMention")}</bdi>{" "}
                  <bdi>{end.where.title ?? end.where.file}</bdi>
                </Link>
              </Fragment>
            ),
        )}
      </span>
    </li>
  );
}
