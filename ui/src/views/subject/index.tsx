import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "wouter";

import { useRead } from "@/api/read";
import { ErrorState, Loading } from "@/parts/states";
import { recentEntities } from "@/state/recent";

import { Attributes } from "./Attributes";
import { Contents, type Entry } from "./Contents";
import { Differences } from "./Differences";
import { Documents } from "./Documents";
import { Events } from "./Events";
import { Gaps } from "./Gaps";
import { Head } from "./Head";
import { Identity } from "./Identity";
import { Links } from "./Links";
import { Places } from "./Places";
import classes from "./subject.module.css";
import type { SubjectFile } from "./types";

/** The file of one entity: head, facts, links, events, places, what is disputed, what it stands on, what is not known. */
export default function Subject() {
  const { id = "" } = useParams<{ id: string }>();
  const { data, error, refetch } = useRead("/api/entities/{entity}", { path: { entity: id } });
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={12} />;
  // An id of an earlier map leads to what it belongs to now.
  return <File key={data.head.entity.id} id={data.head.entity.id} file={data} />;
}

function File({ id, file }: { id: string; file: SubjectFile }) {
  const { t } = useTranslation("subject");
  const { head } = file;
  const { entity, counts } = head;
  const asked = entity.type === "Person" || entity.type === "Organization";
  const event = entity.type === "Event";
  useEffect(() => recentEntities.add(entity), [entity]);
  const all: (Entry & { shown: boolean })[] = [
    { id: "facts", count: counts.facts, shown: counts.facts > 0 },
    {
      id: "links",
      count: counts.links,
      shown: counts.links > 0,
      title: event ? t("section.parts") : undefined,
    },
    { id: "events", count: counts.events, shown: counts.events > 0 },
    { id: "places", shown: asked },
    { id: "disagreements", count: counts.disagreements, shown: counts.disagreements > 0 },
    { id: "gaps", shown: asked },
    { id: "identity", shown: counts.merges > 0 || (!event && counts.names > 0) },
    { id: "documents", count: counts.documents, shown: counts.documents > 0 },
  ];
  return (
    <div className={classes.page}>
      <Contents entries={all.filter((each) => each.shown)} />
      <article className={classes.file} aria-label={entity.name}>
        <p className={classes.banner} aria-hidden>
          {head.marking}
        </p>
        <Head head={head} />
        <Attributes id={id} facts={file.facts} total={counts.facts} />
        <Links id={id} groups={file.links} total={counts.links} event={event} />
        <Events id={id} first={file.events.items} total={counts.events} />
        {asked && <Places id={id} />}
        <Differences id={id} total={counts.disagreements} />
        {asked && <Gaps id={id} />}
        <Identity id={id} merges={counts.merges} named={!event} />
        <Documents id={id} />
      </article>
    </div>
  );
}
