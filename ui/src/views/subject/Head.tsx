import { Progress, Text, Title } from "@mantine/core";
import { IconShieldLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { Chip, Grade, Marking } from "@/parts/badges";
import { EntityIcon, EntityName } from "@/parts/EntityName";
import { useWords } from "@/parts/words";

import { Actions } from "./Actions";
import { GroundRow } from "./GroundRow";
import classes from "./Head.module.css";
import type { Ground, Head as Told } from "./types";
import { useSaying } from "./useSaying";

/** Who this is and how well it is known: what a reader with one minute must see. */
export function Head({ head }: { head: Told }) {
  const { t } = useTranslation("subject");
  const words = useWords();
  // An event is called by what is known of it: its labels are no names.
  const others = head.entity.type === "Event" ? [] : head.names.filter((name) => name !== head.entity.name);
  return (
    <header className={classes.head}>
      <div className={classes.top}>
        <div className={classes.who}>
          <Title order={1} className={classes.name}>
            <EntityIcon type={head.entity.type} size={26} />{" "}
            <bdi>{head.named ? head.entity.name : `“${head.entity.name}”`}</bdi>
          </Title>
          <p className={classes.what}>
            <span>{words.described(head.entity)}</span>
            {head.collective && <span>{t("collective")}</span>}
            {!head.named && <span>{t("unnamed")}</span>}
            {head.dead && <Chip means={t("deadMeans")}>{t("dead")}</Chip>}
            <Marking text={head.marking} />
          </p>
          {others.length > 0 && (
            <p className={classes.also}>
              {t("shell:entity.also", { names: others.join(", ") })}
              {head.counts.names > head.names.length && ` +${words.number(head.counts.names - head.names.length)}`}
            </p>
          )}
        </div>
        <Actions head={head} />
      </div>
      {head.protected && (
        <p className={classes.protected}>
          <IconShieldLock size={18} aria-hidden />{" "}
          {t("protected", { category: t(`words:category.${head.category?.word}`) })}
        </p>
      )}
      <div className={classes.columns}>
        <Standing head={head} />
        <Figures head={head} />
      </div>
    </header>
  );
}

/** Category, what the state has done, and parts in criminal groups: each opens to its claims. */
function Standing({ head }: { head: Told }) {
  const { t } = useTranslation("subject");
  const words = useWords();
  const saying = useSaying();
  const { category } = head;
  // What the category says already is not said again.
  const other = ({ ground }: { ground: Ground }) => ground.claims.join() !== category?.ground.claims.join();
  const standing = head.standing.filter(other);
  const parts = head.parts.filter(other);
  if (!category && standing.length === 0 && parts.length === 0) return null;
  return (
    <section className={classes.standing} aria-label={t("standingTitle")}>
      <h2 className={classes.caption}>{t("standingTitle")}</h2>
      <ul className={classes.list}>
        {category &&
          (category.word ? (
            <GroundRow ground={category.ground}>
              <strong className={classes.word}>{t(`words:category.${category.word}`)}</strong>:{" "}
              {saying.category(category)}
              {category.date && <> ({words.day(category.date)})</>}
              {category.others.map((other) => (
                <span key={other.word} className={classes.otherwise}>
                  {t("otherwise", { category: t(`words:category.${other.word}`) })}
                  {other.date && ` (${words.day(other.date)})`}
                </span>
              ))}
            </GroundRow>
          ) : (
            <li className={classes.none}>{t("noCategory")}</li>
          ))}
        {standing.map((step, place) => (
          <GroundRow key={place} ground={step.ground}>
            {saying.step(step)}
            <When date={step.kind === "death" && step.value ? null : step.date} reported={step.ground.first} />
            {step.by && <span className={classes.by}> · {step.by}</span>}
          </GroundRow>
        ))}
        {parts.map((part, place) => (
          <GroundRow key={place} ground={part.ground}>
            {saying.part(part)} <EntityName entity={part.group} />
            {!part.assessed && <span className={classes.by}> · {t("notAssessed")}</span>}
          </GroundRow>
        ))}
      </ul>
      <Rest shown={head.standing.length + head.parts.length} total={head.standing_total + head.parts_total} />
    </section>
  );
}

function When({ date, reported }: { date: string | null; reported: string | null }) {
  const { t } = useTranslation("subject");
  const words = useWords();
  if (date) return <> ({words.day(date)})</>;
  return reported ? <span className={classes.by}> ({t("reported", { when: words.day(reported) })})</span> : null;
}

function Rest({ shown, total }: { shown: number; total: number }) {
  const { t } = useTranslation("subject");
  return total > shown ? <p className={classes.more}>{t("moreStanding", { count: total - shown })}</p> : null;
}

/** Counts, and no score: claims, origins, documents, what is disputed, what a person has read, by which grades. */
function Figures({ head }: { head: Told }) {
  const { t } = useTranslation("subject");
  const words = useWords();
  const saying = useSaying();
  const share = head.claims ? head.reviewed / head.claims : 0;
  const grades = Object.entries(head.grades);
  return (
    <section className={classes.figures} aria-label={t("evidenceTitle")}>
      <h2 className={classes.caption}>{t("evidenceTitle")}</h2>
      <dl className={classes.numbers}>
        {(["claims", "origins", "documents", "disputed"] as const).map((name) => (
          <div key={name}>
            <dt>{t(`figure.${name}`)}</dt>
            <dd>{words.number(name === "documents" ? head.counts.documents : head[name])}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.reviewed}>
        <Progress value={share * 100} size="sm" aria-label={t("reviewedShare")} className={classes.bar} />
        <Text size="xs">
          {head.reviewed === 0
            ? t("reviewedNone")
            : t("reviewedSome", {
                reviewed: words.number(head.reviewed),
                count: head.claims,
                claims: words.number(head.claims),
              })}
        </Text>
      </div>
      {grades.length > 0 && (
        <p className={classes.grades}>
          {grades.map(([grade, count]) => (
            <span key={grade}>
              <Grade code={grade} /> {words.number(count)}
            </span>
          ))}
        </p>
      )}
      {head.first && (
        <p className={classes.span}>
          {t("published")} {words.day(head.first)}
          {head.last && head.last !== head.first && ` – ${words.day(head.last)}`}
        </p>
      )}
      {head.missing.length > 0 && (
        <p className={classes.span}>
          <strong>{t("missingTitle")}</strong> {head.missing.map(saying.missing).join(", ")}
        </p>
      )}
    </section>
  );
}
