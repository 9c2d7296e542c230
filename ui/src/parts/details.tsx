import { Anchor, Button, Group, Text, Title } from "@mantine/core";
import { IconFileDescription } from "@tabler/icons-react";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import { useRead } from "@/api/read";
import { recentEntities } from "@/state/recent";
import { addressOf } from "@/state/url";

import { AskAbout } from "./AskAbout";
import { Chip, Marking } from "./badges";
import classes from "./details.module.css";
import { EntityIcon, EntityName } from "./EntityName";
import { EvidenceCard } from "./Evidence";
import { LineRow } from "./LineRow";
import { ErrorState, Loading } from "./states";
import { useWords } from "./words";

/** An entity in the inspector: who it is, how well known, its facts and links, each with its evidence. */
export function EntityDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const search = useSearch();
  const { data, error, refetch } = useRead("/api/entities/{entity}", { path: { entity: id } });
  const ref = data?.head.entity;
  useEffect(() => {
    if (ref) recentEntities.add(ref);
  }, [ref]);
  if (error && !data) return <ErrorState compact error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { head } = data;
  const file = addressOf(`/subjects/${encodeURIComponent(id)}`, search, { sel: null });
  return (
    <article>
      <header className={classes.head}>
        <Title order={2} size="h3" className={classes.title}>
          <EntityIcon type={head.entity.type} size="1.25rem" /> <bdi>{head.entity.name}</bdi>
        </Title>
        <Text size="sm" c="dimmed">
          {words.described(head.entity)}
          {head.names.length > 1 && (
            <> · {t("entity.also", { names: head.names.filter((name) => name !== head.entity.name).join(", ") })}</>
          )}
        </Text>
        <Text size="xs" c="dimmed">
          {t("entity.claims", {
            count: head.claims,
            claims: words.number(head.claims),
            reviewed: words.number(head.reviewed),
          })}{" "}
          · {t("entity.origins", { count: head.origins, origins: words.number(head.origins) })}
          {head.first && (
            <>
              {" "}
              · {words.day(head.first)}
              {head.last && head.last !== head.first && ` – ${words.day(head.last)}`}
            </>
          )}
        </Text>
        <Group gap="xs">
          <Button
            component={Link}
            href={file}
            variant="light"
            leftSection={<IconFileDescription size="0.875rem" aria-hidden />}
          >
            {t("entity.file")}
          </Button>
          <AskAbout entity={head.entity} guarded={head.protected} />
          <Marking text={head.marking} />
        </Group>
      </header>
      {data.facts.length > 0 && (
        <Section title={t("entity.facts")}>
          {data.facts.flatMap((fact) => fact.values.map(({ line }) => <LineRow key={line.id} line={line} from={id} />))}
        </Section>
      )}
      {data.links.length > 0 && (
        <Section title={t("entity.links")} count={head.counts.links}>
          {data.links.flatMap((group) =>
            group.items.map(({ line }) => <LineRow key={line.id} line={line} from={id} />),
          )}
          <Rest
            shown={data.links.reduce((sum, group) => sum + group.items.length, 0)}
            total={data.links.reduce((sum, group) => sum + group.total, 0)}
            href={file}
          />
        </Section>
      )}
      {data.events.items.length > 0 && (
        <Section title={t("entity.events")} count={data.events.total}>
          {data.events.items.map(({ event, date, held }) => (
            <div key={event.id} className={classes.event}>
              <EntityName entity={event} /> <span className={classes.date}>{date && words.day(date)}</span>
              {!held && <Chip means={t("entity.notHeldMeans")}>{t("entity.notHeld")}</Chip>}
            </div>
          ))}
          <Rest shown={data.events.items.length} total={data.events.total} href={file} />
        </Section>
      )}
    </article>
  );
}

/** All links between two entities, in both directions. */
export function PairDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useRead("/api/pairs/{pair}", { path: { pair: id } });
  if (error && !data) return <ErrorState compact error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <article>
      <header className={classes.head}>
        <Title order={2} size="h3" className={classes.title}>
          <EntityName entity={data.a} /> <span className={classes.and}>{t("pair.and")}</span>{" "}
          <EntityName entity={data.b} />
        </Title>
      </header>
      <Section title={t("pair.lines")} count={data.lines.length}>
        {data.lines.map((line) => (
          <LineRow key={line.id} line={line} open={data.lines.length === 1} />
        ))}
      </Section>
    </article>
  );
}

/** One claim in the inspector. */
export function ClaimDetail({ id }: { id: string }) {
  const { data, error, refetch } = useRead("/api/claims/{claim}", { path: { claim: id } });
  if (error && !data) return <ErrorState compact error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <div className={classes.claim}>
      <EvidenceCard claim={data} />
    </div>
  );
}

function Section({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  const words = useWords();
  return (
    <section className={classes.section}>
      <Title order={3} className={classes.heading}>
        {title} {count !== undefined && <span className={classes.count}>{words.number(count)}</span>}
      </Title>
      {children}
    </section>
  );
}

/** What a short list leaves out, with the way to it. */
function Rest({ shown, total, href }: { shown: number; total: number; href: string }) {
  const { t } = useTranslation();
  const words = useWords();
  if (shown >= total) return null;
  return (
    <Anchor component={Link} href={href} size="xs" className={classes.rest}>
      {t("entity.rest", { count: total - shown, links: words.number(total - shown) })}
    </Anchor>
  );
}
