import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { EntityName } from "@/parts/EntityName";
import { LineRow } from "@/parts/LineRow";
import { ErrorState, Loading } from "@/parts/states";
import { useSelection, pairOf } from "@/state/selection";

import classes from "./analyses.module.css";
import type { Evidence, Row } from "./types";

const SHOWN = 8;

/** What a row is about and stands on: the entities with their files, and the lines of the map, each open to its claims. */
export function RowEvidence({ row, evidence }: { row: Row; evidence: Evidence }) {
  const { t } = useTranslation("analyses");
  const [most, setMost] = useState(SHOWN);
  const about = row.about.flatMap((id) => {
    const entity = evidence.entities[id];
    return entity ? [{ id, kind: null, ...entity }] : [];
  });
  return (
    <div className={classes.evidence}>
      {about.length > 0 && (
        <p className={classes.facts}>
          <span>{t("evidence.about")}</span>
          {about.map((entity) => (
            <EntityName key={entity.id} entity={entity} to="file" />
          ))}
        </p>
      )}
      {row.lines.slice(0, most).map((line) => (
        <EvidenceLine key={line} id={line} />
      ))}
      {row.lines.length > most && (
        <Button variant="subtle" size="compact-xs" onClick={() => setMost(row.lines.length)}>
          {t("evidence.more", { count: row.lines.length - most })}
        </Button>
      )}
      {row.lines.length === 0 && <p className={classes.soft}>{t("evidence.none")}</p>}
    </div>
  );
}

/** One line of the map in words; a link opens in the inspector too. */
function EvidenceLine({ id }: { id: string }) {
  const { t } = useTranslation("analyses");
  const { select } = useSelection();
  const { data, error, refetch } = useRead("/api/lines/{line}", { path: { line: id } });
  if (error && !data) return <ErrorState compact error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={1} />;
  const { subject, object } = data;
  return (
    <div className={classes.stands}>
      <LineRow line={data} />
      {object && (
        <Button
          variant="subtle"
          size="compact-xs"
          rightSection={<IconArrowRight size="0.8125rem" aria-hidden />}
          onClick={() => select("pair", pairOf(subject.id, object.id))}
        >
          {t("evidence.inspect")}
        </Button>
      )}
    </div>
  );
}
