import { useState } from "react";
import { useTranslation } from "react-i18next";

import { usePages } from "@/api/read";
import { Chip, Marks, ReviewIcon } from "@/parts/badges";
import { EntityName } from "@/parts/EntityName";
import { EvidenceList } from "@/parts/Evidence";
import { useWords } from "@/parts/words";

import { ShowAll } from "./Attributes";
import classes from "./Events.module.css";
import { Grades, OpenRow } from "./FileRow";
import { Further } from "./Further";
import { Section } from "./Section";
import type { Occasion } from "./types";

/** Events that it took part in, the latest first, each date no finer than it is known. */
export function Events({ id, first, total }: { id: string; first: readonly Occasion[]; total: number }) {
  const { t } = useTranslation("subject");
  const [all, setAll] = useState(false);
  if (total === 0) return null;
  return (
    <Section id="events" title={t("section.events")} count={total}>
      <ul className={classes.list}>
        {all ? (
          <AllEvents id={id} />
        ) : (
          <>
            {first.map((event) => (
              <EventRow key={event.event.id} event={event} />
            ))}
            <ShowAll shown={first.length} total={total} show={() => setAll(true)} />
          </>
        )}
      </ul>
    </Section>
  );
}

function AllEvents({ id }: { id: string }) {
  const found = usePages("/api/entities/{entity}/events", { path: { entity: id }, query: { limit: 50 } });
  return (
    <>
      {found.items.map((event) => (
        <EventRow key={event.event.id} event={event} />
      ))}
      <li>
        <Further found={found} />
      </li>
    </>
  );
}

function EventRow({ event }: { event: Occasion }) {
  const { t, i18n } = useTranslation("subject");
  const words = useWords();
  const roles = [
    ...new Set(event.roles.map((role) => words.predicate(role.predicate, { inverse: true, negated: role.negated }))),
  ];
  return (
    <OpenRow
      disputed={event.disputed}
      note={
        <>
          {event.place && (
            <span>
              {t("at")} <EntityName entity={event.place} />
            </span>
          )}
          {event.others.length > 0 && (
            <span>
              {t("with")}{" "}
              {event.others.map((other, place) => (
                <span key={other.id}>
                  {place > 0 && ", "}
                  <EntityName entity={other} />
                </span>
              ))}
              {event.more > 0 && ` +${words.number(event.more)}`}
            </span>
          )}
        </>
      }
      figures={
        <>
          <Grades codes={event.grades} />
          <ReviewIcon review={event.review} />
          <span className={classes.origins}>
            {t("origins", { count: event.origins, origins: words.number(event.origins) })}
          </span>
        </>
      }
      evidence={<EvidenceList of={{ entity: event.event.id }} />}
    >
      <span className={classes.event}>
        <time className={classes.date}>{event.date ? words.day(event.date) : t("shell:evidence.undated")}</time>
        <span>
          <span className={classes.role}>{new Intl.ListFormat(i18n.resolvedLanguage).format(roles)}</span>{" "}
          <EntityName entity={event.event} />{" "}
          {!event.held && (
            <Chip means={t("notHeldMeans")} tone="dashed">
              {t("notHeld")}
            </Chip>
          )}{" "}
          <Marks of={{ disputed: event.disputed }} />
        </span>
      </span>
    </OpenRow>
  );
}
