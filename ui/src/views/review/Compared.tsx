import { Alert, Title } from "@mantine/core";
import { IconBarrierBlock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { ErrorState, Loading } from "@/parts/states";
import { useWords } from "@/parts/words";

import { Decision } from "./Decision";
import { Reasons } from "./Reasons";
import classes from "./review.module.css";
import { SideEvidence, SideHead } from "./SideHead";
import { Traits } from "./Traits";
import type { State } from "./types";
import { useReasons } from "@/parts/useReasons";

interface Props {
  pair: string;
  state: State;
  after: string | null;
  go: (pair: string | null) => void;
}

/** A pair side by side: what speaks for and against, names, documents, values, evidence; and what the viewer decides. */
export function Compared({ pair, state, after, go }: Props) {
  const { t, i18n } = useTranslation("review");
  const words = useWords();
  const reasons = useReasons();
  const { data, error, refetch } = useRead("/api/review/merges/{pair}", { path: { pair }, query: { state } });
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading lines={12} />;
  const said = data.line.judged;
  const time = (at: string) =>
    new Intl.DateTimeFormat(i18n.resolvedLanguage, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
  return (
    <article className={classes.compared} aria-label={t("side", { a: data.a.entity.name, b: data.b.entity.name })}>
      <div className={classes.scroll}>
        <p className={classes.state}>
          {t(`means.${data.line.state}`, { referents: words.number(data.referents) })}
          {said?.person && (
            <>
              {" "}
              {t("saidBy", { person: said.person })}
              {said.at && ` (${time(said.at)})`}: <q>{said.why}</q>
            </>
          )}
          {said?.ended_at && ` ${t("endedBy", { person: said.ended_by, at: time(said.ended_at) })}`}
        </p>
        {data.against && (
          <Alert color="orange" icon={<IconBarrierBlock size={18} aria-hidden />} title={t("held")}>
            <bdi>{reasons.hindrance(data.against)}</bdi>
          </Alert>
        )}
        <div className={classes.sides}>
          <SideHead side={data.a} other={data.b} own={data.line.a_name} />
          <SideHead side={data.b} other={data.a} own={data.line.b_name} />
        </div>
        <Reasons comparison={data} />
        <Traits traits={data.traits} a={data.line.a_name} b={data.line.b_name} />
        <section aria-labelledby="evidence">
          <Title order={2} size="h5" id="evidence">
            {t("evidence")}
          </Title>
          <div className={classes.sides}>
            <SideEvidence side={data.a} own={data.line.a_name} />
            <SideEvidence side={data.b} own={data.line.b_name} />
          </div>
        </section>
      </div>
      <Decision comparison={data} after={after} go={go} />
    </article>
  );
}
