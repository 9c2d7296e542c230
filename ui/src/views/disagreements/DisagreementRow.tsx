import { IconAlertTriangle, IconHistory, IconPlusMinus, IconX, type Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";

import type { Answer } from "@/api/types";
import { EntityName } from "@/parts/EntityName";
import { useWords } from "@/parts/words";

import classes from "./DisagreementRow.module.css";

export type Row = Answer<"/api/disagreements">["items"][number];
export const NATURES = ["denial", "contradiction", "revision", "estimate"] as const;
export type NatureName = (typeof NATURES)[number];

const PICTURES: Record<string, Icon> = {
  denial: IconX,
  contradiction: IconAlertTriangle,
  revision: IconHistory,
  estimate: IconPlusMinus,
};

/** The nature of a disagreement: a word and a picture. What lowers belief is in the colour of disputes. */
export function Nature({ name, lowers }: { name: string; lowers: boolean }) {
  const words = useWords();
  const Picture = PICTURES[name] ?? IconPlusMinus;
  return (
    <span className={classes.nature} data-lowers={lowers || undefined}>
      <Picture size={13} aria-hidden /> {words.nature(name)}
    </span>
  );
}

/** What is said on one side, in the viewer's language: "59 (soldiers)", "not: Jalisco", "it did not happen". */
export function useSideSaid(): (
  predicate: string,
  side: Pick<Row["sides"][number], "says" | "far" | "value" | "of" | "negated">,
) => string {
  const { t } = useTranslation("disagreements");
  const words = useWords();
  return (predicate, side) => {
    if (predicate === "occurred") return t(side.negated ? "happenedNot" : "happened");
    const date = side.value !== null && /date$/.test(predicate);
    const plain =
      side.far?.name ?? (date && side.value ? words.day(side.value) : side.negated ? (side.value ?? "") : side.says);
    const said = side.of ? t("countOf", { value: plain, of: side.of }) : plain;
    return side.negated ? t("not", { said }) : said;
  };
}

/** A disagreement in short: of what nature, about whom and what, and the sides next to each other. */
export function DisagreementRow({
  row,
  href,
  about,
  current = false,
}: {
  row: Row;
  href: string;
  about?: string;
  current?: boolean;
}) {
  const { t } = useTranslation("disagreements");
  const words = useWords();
  const saying = useSideSaid();
  return (
    <div className={classes.row} data-current={current || undefined}>
      <div className={classes.head}>
        <Nature name={row.nature} lowers={row.lowers} />
        <Link href={href} className={classes.topic} aria-current={current || undefined}>
          {words.predicate(row.predicate)}
        </Link>
        {row.subject.id !== about && <EntityName entity={row.subject} />}
      </div>
      <ul className={classes.sides}>
        {row.sides.map((side, place) => (
          <li key={place} className={classes.side}>
            <bdi className={classes.says}>{saying(row.predicate, side)}</bdi>{" "}
            <span className={classes.by}>
              {t("origins", { count: side.origins, origins: words.number(side.origins) })}
            </span>
          </li>
        ))}
        {row.more > 0 && <li className={classes.by}>{t("moreSides", { count: row.more })}</li>}
      </ul>
    </div>
  );
}
