import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import { usePages } from "@/api/read";
import { Grade, Marking } from "@/parts/badges";
import { ErrorState } from "@/parts/states";
import { useWords } from "@/parts/words";
import { addressOf } from "@/state/url";

import { Further } from "./Further";
import { Section } from "./Section";
import tables from "./tables.module.css";
import type { DocumentAbout } from "./types";

/** Which documents speak of the subject, how they are graded, and how much of each a person has read. */
export function Documents({ id }: { id: string }) {
  const { t } = useTranslation("subject");
  const found = usePages("/api/entities/{entity}/sources", { path: { entity: id }, query: { limit: 20 } });
  if (found.error && found.items.length === 0) return <ErrorState compact error={found.error} retry={found.retry} />;
  if (found.items.length === 0) return null;
  return (
    <Section id="documents" title={t("section.documents")} count={found.total} intro={t("documentsIntro")}>
      <table className={tables.table}>
        <thead>
          <tr>
            {(["published", "document", "source", "grade"] as const).map((name) => (
              <th key={name} scope="col">
                {t(`column.${name}`)}
              </th>
            ))}
            {(["claims", "origins", "reviewed"] as const).map((name) => (
              <th key={name} scope="col" className={tables.number}>
                {t(`column.${name}`)}
              </th>
            ))}
            <th scope="col">{t("column.marking")}</th>
          </tr>
        </thead>
        <tbody>
          {found.items.map((row) => (
            <Row key={row.document} row={row} />
          ))}
        </tbody>
      </table>
      <Further found={found} />
    </Section>
  );
}

function Row({ row }: { row: DocumentAbout }) {
  const { t } = useTranslation("subject");
  const words = useWords();
  const search = useSearch();
  return (
    <tr>
      <td className={tables.date}>{row.published ? words.day(row.published) : t("shell:evidence.undated")}</td>
      <td>
        <Link href={addressOf(`/documents/${encodeURIComponent(row.document)}`, search)} className={tables.link}>
          <bdi>{row.title ?? row.file}</bdi>
        </Link>
      </td>
      <td>{row.source ? <bdi>{row.source}</bdi> : t("shell:evidence.nobody")}</td>
      <td>
        <Grade code={row.grade} />
      </td>
      <td className={tables.number}>{row.claims ? words.number(row.claims) : <span title={t("namedOnly")}>–</span>}</td>
      <td className={tables.number}>{row.claims ? words.number(row.origins) : "–"}</td>
      <td className={tables.number}>
        {row.claims ? t("ofClaims", { some: words.number(row.reviewed), all: words.number(row.claims) }) : "–"}
      </td>
      <td>
        <Marking text={row.marking} />
      </td>
    </tr>
  );
}
