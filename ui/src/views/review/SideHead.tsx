import { Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import { EntityName } from "@/parts/EntityName";
import { EvidenceCard } from "@/parts/Evidence";
import { useWords } from "@/parts/words";
import { addressOf } from "@/state/url";

import classes from "./review.module.css";
import type { Side } from "./types";

/** One of the two: what it is called, what hangs on it, where it stands. */
export function SideHead({ side, other, own }: { side: Side; other: Side; own: string }) {
  const { t } = useTranslation("review");
  const words = useWords();
  const search = useSearch();
  const shared = new Set(other.names);
  const rest = side.document_count - side.documents.length;
  return (
    <section className={classes.side} aria-label={own}>
      <Title order={2} size="h4">
        <EntityName
          entity={side.entity.name === other.entity.name ? { ...side.entity, name: own } : side.entity}
          kind
        />
      </Title>
      <p className={classes.soft}>
        {t("hangs", {
          count: side.claims,
          claims: words.number(side.claims),
          documents: words.number(side.document_count),
        })}
      </p>
      {side.names.length > 0 && (
        <ul className={classes.aliases} aria-label={t("names")}>
          {side.names.map((name) => (
            <li
              key={name}
              data-shared={shared.has(name) || undefined}
              title={shared.has(name) ? t("shared") : undefined}
            >
              <bdi>{name}</bdi>
              {shared.has(name) && <span aria-hidden> =</span>}
            </li>
          ))}
        </ul>
      )}
      <ul className={classes.documents} aria-label={t("documents")}>
        {side.documents.map((document) => (
          <li key={document.id}>
            <Link href={addressOf(`/documents/${encodeURIComponent(document.id)}`, search)}>
              <bdi>{document.title ?? document.file}</bdi>
            </Link>{" "}
            <span className={classes.soft}>
              {document.published ? words.day(document.published) : t("shell:evidence.undated")}
            </span>
          </li>
        ))}
        {rest > 0 && (
          <li className={classes.soft}>{t("moreDocuments", { count: rest, documents: words.number(rest) })}</li>
        )}
      </ul>
    </section>
  );
}

/** The claims of one side that are best believed, laid open. */
export function SideEvidence({ side, own }: { side: Side; own: string }) {
  return (
    <div role="group" aria-label={own}>
      {side.evidence.map((claim) => (
        <EvidenceCard key={claim.claim} claim={claim} />
      ))}
    </div>
  );
}
