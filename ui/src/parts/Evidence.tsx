import { Tooltip } from "@mantine/core";
import { IconArrowRight, IconEyeOff } from "@tabler/icons-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import { usePages } from "@/api/read";
import type { Evidence as Claim } from "@/api/types";
import { addressOf } from "@/state/url";

import { after, before } from "./context";
import { Belief, Grade, Marking, Marks, Modality } from "./badges";
import { EntityName } from "./EntityName";
import classes from "./Evidence.module.css";
import { More } from "./More";
import { EmptyState, ErrorState, Loading } from "./states";
import { useWords } from "./words";

/** What a claim says, with the names of the map. */
export function ClaimSentence({ claim }: { claim: Claim }) {
  const words = useWords();
  return (
    <span>
      <EntityName entity={claim.subject} /> {words.predicate(claim.predicate, { negated: claim.negated })}{" "}
      {claim.object ? <EntityName entity={claim.object} /> : <bdi>{words.value(claim)}</bdi>}
    </span>
  );
}

/** The quote in its surroundings, the quoted words marked. Text of a document: isolated, and never more than text. */
export function Quote({ claim }: { claim: Claim }) {
  const { t } = useTranslation();
  if (!claim.quote) {
    return (
      <p className={classes.withheld}>
        <IconEyeOff size="0.875rem" aria-hidden />{" "}
        {t(claim.withheld ? "evidence.withheld" : "evidence.cell", { place: claim.place })}
      </p>
    );
  }
  return (
    <blockquote className={classes.quote} dir="auto">
      {before(claim.before)}
      <mark>{claim.quote}</mark>
      {after(claim.after)}
    </blockquote>
  );
}

/** Who says so, from who knows to who prints: "a former official (said), Reuters (published)". */
export function Speakers({ claim }: { claim: Claim }) {
  const { t } = useTranslation();
  if (claim.speakers.length === 0) return <>{t("evidence.nobody")}</>;
  return (
    <>
      {claim.speakers.map((speaker, place) => (
        <Fragment key={place}>
          {place > 0 && <span aria-hidden> → </span>}
          <bdi className={speaker.named ? classes.speaker : classes.unnamed}>{speaker.name}</bdi>
        </Fragment>
      ))}
    </>
  );
}

/** The address at which the reader shows the sentence of a claim. */
export function sentenceOf(claim: Pick<Claim, "claim" | "document">, search: string): string {
  return addressOf(`/documents/${encodeURIComponent(claim.document)}`, search, { sel: `claim:${claim.claim}` });
}

/** One claim laid open: quote, who says so, source, date, grade, marking, how it was read and who has reviewed it. */
export function EvidenceCard({ claim, bare = false }: { claim: Claim; bare?: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const search = useSearch();
  const review = claim.reviewed ? "all" : "none";
  return (
    <article className={classes.card} data-reviewed={claim.reviewed} aria-label={words.claim(claim)}>
      {!bare && (
        <header className={classes.says}>
          <ClaimSentence claim={claim} /> <Modality name={claim.modality} /> <Marks of={{ negated: claim.negated }} />
        </header>
      )}
      <Quote claim={claim} />
      <p className={classes.said}>
        <Speakers claim={claim} />
      </p>
      <p className={classes.source}>
        <Grade code={claim.grade} />
        <bdi>{claim.title ?? claim.file}</bdi>
        <span>{claim.published ? words.day(claim.published) : t("evidence.undated")}</span>
        <Marking text={claim.marking} />
      </p>
      <footer className={classes.foot}>
        <Belief value={claim.belief} review={review} />
        <Tooltip
          label={
            claim.readings.length
              ? claim.readings.map((each) => `${readerOf(each.by)} ${words.percent(each.p)}`).join(" · ")
              : t("evidence.unread")
          }
        >
          <span className={classes.review}>{words.reviewed(claim.review)}</span>
        </Tooltip>
        {!claim.withheld && (
          <Link href={sentenceOf(claim, search)} className={classes.open}>
            {t("evidence.open")} <IconArrowRight size="0.8125rem" aria-hidden />
          </Link>
        )}
      </footer>
    </article>
  );
}

/** "person:ana" reads as ana; a rule of the machine keeps its name. */
function readerOf(by: string): string {
  return by.startsWith("person:") ? by.slice("person:".length) : by;
}

/** Which claims: those of a line, between two entities, about an entity, in a document. */
export type Evidenced = { line: string } | { pair: string } | { entity: string } | { document: string };

/** The claims behind something on the screen, page by page. Any number or line can be opened with it. */
export function EvidenceList({ of, bare }: { of: Evidenced; bare?: boolean }) {
  const { t } = useTranslation();
  const found = usePages("/api/claims", { query: { ...of, limit: 10 } });
  if (found.isLoading) return <Loading lines={4} />;
  if (found.error) return <ErrorState compact error={found.error} retry={found.retry} />;
  if (found.items.length === 0) return <EmptyState title={t("evidence.none")} />;
  return (
    <div className={classes.list}>
      {found.items.map((claim) => (
        <EvidenceCard key={claim.claim} claim={claim} bare={bare ?? false} />
      ))}
      <More shown={found.items.length} total={found.total} more={found.more} busy={found.isLoadingMore} />
    </div>
  );
}
