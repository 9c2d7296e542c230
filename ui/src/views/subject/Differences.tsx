import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import { usePages } from "@/api/read";
import { ErrorState } from "@/parts/states";
import { DisagreementRow } from "@/views/disagreements/DisagreementRow";
import { addressOf } from "@/state/url";

import { Further } from "./Further";
import { Section } from "./Section";
import tables from "./tables.module.css";

/** What the sources disagree on about the subject and the events it took part in, the sides next to each other. */
export function Differences({ id, total }: { id: string; total: number }) {
  const { t } = useTranslation("subject");
  const search = useSearch();
  const found = usePages("/api/disagreements", { query: { about: id, limit: 20 } }, { enabled: total > 0 });
  if (total === 0) return null;
  if (found.error && found.items.length === 0) return <ErrorState compact error={found.error} retry={found.retry} />;
  return (
    <Section id="disagreements" title={t("section.disagreements")} count={total} intro={t("disagreementsIntro")}>
      <ul className={tables.list}>
        {found.items.map((row) => (
          <li key={row.id}>
            <DisagreementRow
              row={row}
              href={addressOf("/disagreements", search, { id: row.id, about: id, sel: null })}
              about={id}
            />
          </li>
        ))}
      </ul>
      <Further found={found} />
      <Link href={addressOf("/disagreements", search, { about: id, sel: null })} className={tables.link}>
        {t("allDisagreements")}
      </Link>
    </Section>
  );
}
