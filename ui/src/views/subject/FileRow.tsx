import { IconChevronRight } from "@tabler/icons-react";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Line } from "@/api/types";
import { Belief, Grade, Marks, Modality } from "@/parts/badges";
import { EntityName } from "@/parts/EntityName";
import { EvidenceList } from "@/parts/Evidence";
import { useWords } from "@/parts/words";

import classes from "./FileRow.module.css";
import type { Said } from "./types";

interface RowProps {
  children: ReactNode;
  /** Under the first line: who says so. */
  note?: ReactNode;
  /** At the right: grades, belief, origins. */
  figures?: ReactNode;
  evidence: ReactNode;
  disputed?: boolean;
}

/** A row of a file that opens to its evidence in place. */
export function OpenRow({ children, note, figures, evidence, disputed = false }: RowProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li className={classes.item} data-open={open || undefined} data-disputed={disputed || undefined}>
      <div className={classes.row}>
        <button
          type="button"
          className={classes.opener}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          aria-label={t(open ? "line.close" : "line.open")}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={14} aria-hidden />
        </button>
        <div className={classes.said}>
          {children}
          {note && <div className={classes.note}>{note}</div>}
        </div>
        {figures && <div className={classes.figures}>{figures}</div>}
      </div>
      {open && (
        <div id={id} className={classes.evidence}>
          {evidence}
        </div>
      )}
    </li>
  );
}

/** A line of a file: value or far end; who says so, how graded, by how many origins, how far believed, and who says otherwise. */
export function FileRow({ said, lead }: { said: Said; lead?: string }) {
  const { line, far } = said;
  const words = useValues();
  return (
    <OpenRow
      disputed={line.disputed}
      note={
        <>
          <Sayers said={said} />
          <Days line={line} />
        </>
      }
      figures={
        <>
          <Grades codes={said.grades} />
          <Belief value={line.belief} review={line.review} />
          <Sources line={line} />
        </>
      }
      evidence={<EvidenceList of={{ line: line.id }} bare />}
    >
      {lead && <span className={classes.lead}>{lead} </span>}
      {far ? <EntityName entity={far} kind /> : <bdi className={classes.value}>{words.value(line)}</bdi>}{" "}
      <Modality name={line.modality} /> <Marks of={line} />
    </OpenRow>
  );
}

/** A value as a person writes it: a day in the viewer's language, all else as the server words it. */
function useValues(): { value: (line: Line) => string } {
  const { t } = useTranslation("disagreements");
  const words = useWords();
  return {
    value: ({ predicate, value, spoken, negated }) => {
      if (predicate === "occurred") return t(negated ? "happenedNot" : "happened");
      return words.value({ predicate, value, spoken });
    },
  };
}

/** "according to Example Wire; against: the ministry". */
export function Sayers({ said }: { said: Pick<Said, "speakers" | "against"> }) {
  const { t, i18n } = useTranslation("subject");
  const listed = new Intl.ListFormat(i18n.resolvedLanguage);
  return (
    <>
      {said.speakers.length > 0 ? (
        <span>
          {t("according")} <bdi>{listed.format(said.speakers)}</bdi>
        </span>
      ) : (
        <span>{t("shell:evidence.nobody")}</span>
      )}
      {said.against.length > 0 && (
        <span className={classes.against}>
          {t("against")} <bdi>{listed.format(said.against)}</bdi>
        </span>
      )}
    </>
  );
}

/** The grades of some claims, the best first, as many as there is room for. */
export function Grades({ codes, most = 3 }: { codes: readonly string[]; most?: number }) {
  return (
    <span className={classes.grades}>
      {codes.slice(0, most).map((code) => (
        <Grade key={code} code={code} />
      ))}
      {codes.length > most && <span className={classes.more}>+{codes.length - most}</span>}
    </span>
  );
}

/** By how many origins and documents. */
export function Sources({ line }: { line: Pick<Line, "origins" | "documents"> }) {
  const { t } = useTranslation();
  return (
    <span className={classes.sources}>
      {t("line.sources", { origins: line.origins, documents: line.documents, count: line.origins })}
    </span>
  );
}

/** When it held, else when it was reported. */
function Days({ line }: { line: Line }) {
  const { t } = useTranslation("subject");
  const words = useWords();
  const span = (from: string | null, to: string | null) => {
    const [first, last] = [from, to].map((day) => (day ? words.day(day) : "…"));
    return first === last ? first : `${first} – ${last}`;
  };
  if (line.since || line.until) return <span className={classes.days}>{span(line.since, line.until)}</span>;
  if (!line.reported_from) return null;
  return <span className={classes.days}>{t("reported", { when: span(line.reported_from, line.reported_to) })}</span>;
}
