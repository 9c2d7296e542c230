import { IconChevronRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Line } from "@/api/types";

import { Belief, Marks, Modality } from "./badges";
import { EntityName } from "./EntityName";
import { EvidenceList } from "./Evidence";
import classes from "./LineRow.module.css";
import { useWords } from "./words";

interface Props {
  line: Line;
  /** The entity whose page this is: it is left out, and the line reads from it. */
  from?: string;
  /** Open from the start. */
  open?: boolean;
}

/** A line of the map in words: belief, marks, origins, documents, review. It opens to the claims it stands on. */
export function LineRow({ line, from, open: initially = false }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState(initially);
  const evidence = useId();
  const inverse = from !== undefined && from !== line.subject.id;
  const far = inverse ? line.subject : line.object;
  const counts = { origins: words.number(line.origins), documents: words.number(line.documents), count: line.origins };
  return (
    <div className={classes.line} data-open={open || undefined}>
      <div className={classes.row}>
        <button
          type="button"
          className={classes.opener}
          aria-expanded={open}
          aria-controls={evidence}
          aria-label={t(open ? "line.close" : "line.open")}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size="0.875rem" aria-hidden />
        </button>
        <div className={classes.said}>
          {from === undefined && <EntityName entity={line.subject} />}{" "}
          <span className={classes.phrase}>{words.phrase(line, from)}</span>{" "}
          {far ? <EntityName entity={far} /> : <bdi className={classes.value}>{words.value(line)}</bdi>}{" "}
          <Modality name={line.modality} /> <Marks of={line} /> <Days line={line} />
        </div>
        <button type="button" className={classes.figures} onClick={() => setOpen(!open)}>
          <Belief value={line.belief} review={line.review} />
          <span className={classes.sources} title={t("line.standsOn", counts)}>
            {t("line.sources", counts)}
          </span>
        </button>
      </div>
      {open && (
        <div id={evidence} className={classes.evidence}>
          <EvidenceList of={{ line: line.id }} bare />
        </div>
      )}
    </div>
  );
}

/** When it held, as far as the claims say. */
function Days({ line }: { line: Line }) {
  const words = useWords();
  if (!line.since && !line.until) return null;
  const [since, until] = [line.since, line.until].map((day) => (day ? words.day(day) : "…"));
  return <span className={classes.days}>{since === until ? since : `${since} – ${until}`}</span>;
}
