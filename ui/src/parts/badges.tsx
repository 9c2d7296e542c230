import { Tooltip } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleHalf2,
  IconHistory,
  IconRobot,
  IconBan,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Line } from "@/api/types";

import classes from "./badges.module.css";
import { useWords } from "./words";

/** The Admiralty grade as analysts write it, in words on hover, focus and to a screen reader. */
export function Grade({ code }: { code: string }) {
  const words = useWords();
  const { t } = useTranslation();
  return (
    <Tooltip label={`${t("grade.title")} ${code}: ${words.grade(code)}`}>
      <span
        className={classes.grade}
        role="img"
        aria-label={`${t("grade.title")} ${code}: ${words.grade(code)}`}
        data-source={code[0]}
      >
        {code}
      </span>
    </Tooltip>
  );
}

const TLP = /^TLP:(CLEAR|GREEN|AMBER\+STRICT|AMBER|RED)/;

/** A handling marking, always as its own text; the colour of TLP only repeats it. Without one it says so. */
export function Marking({ text }: { text: string | null }) {
  const { t } = useTranslation();
  return (
    <span className={classes.marking} data-tlp={TLP.exec(text ?? "")?.[1]?.split("+")[0]} title={t("marking.title")}>
      {text || t("marking.none")}
    </span>
  );
}

/** How far a line or claim is believed, and whether a person has read it: a bar, the number, and a word. */
export function Belief({
  value,
  review,
  wordy = false,
}: {
  value: number | null;
  review: Line["review"];
  wordy?: boolean;
}) {
  const { t } = useTranslation("words");
  const words = useWords();
  const shown = value === null ? "–" : words.percent(value);
  const label = t("shell:belief.label", { belief: shown, review: t(`reviewMeans.${review}`) });
  return (
    <Tooltip label={label}>
      <span className={classes.belief} role="img" aria-label={label}>
        <span className={classes.bar} data-review={review}>
          <span style={{ inlineSize: `${Math.round((value ?? 0) * 100)}%` }} />
        </span>
        <span className={classes.number}>{shown}</span>
        <ReviewIcon review={review} />
        {wordy && <span className={classes.word}>{t(`review.${review}`)}</span>}
      </span>
    </Tooltip>
  );
}

/** A machine's reading, in part reviewed, reviewed: three icons of different outline. */
export function ReviewIcon({ review }: { review: Line["review"] }) {
  if (review === "all") return <IconCircleCheck size="0.875rem" className={classes.reviewed} aria-hidden />;
  if (review === "some") return <IconCircleHalf2 size="0.875rem" className={classes.reviewed} aria-hidden />;
  return <IconRobot size="0.875rem" className={classes.machine} aria-hidden />;
}

/** How surely it is said; nothing for what is plainly stated. */
export function Modality({ name }: { name: string }) {
  const words = useWords();
  if (name === "stated") return null;
  return (
    <Chip means={words.modalityMeans(name)} tone="dashed">
      {words.modality(name)}
    </Chip>
  );
}

/** Denied, disputed, former: what a line must not be read without. */
export function Marks({ of }: { of: { negated?: boolean; disputed?: boolean; former?: boolean } }) {
  const { t } = useTranslation("words");
  return (
    <>
      {of.negated && (
        <Chip means={t("markMeans.negated")} icon={<IconBan size="0.75rem" aria-hidden />}>
          {t("mark.negated")}
        </Chip>
      )}
      {of.disputed && (
        <Chip means={t("markMeans.disputed")} tone="disputed" icon={<IconAlertTriangle size="0.75rem" aria-hidden />}>
          {t("mark.disputed")}
        </Chip>
      )}
      {of.former && (
        <Chip means={t("markMeans.former")} icon={<IconHistory size="0.75rem" aria-hidden />}>
          {t("mark.former")}
        </Chip>
      )}
    </>
  );
}

interface ChipProps {
  children: ReactNode;
  means: string;
  tone?: "plain" | "dashed" | "disputed";
  icon?: ReactNode;
}

/** A small word with its meaning on hover. */
export function Chip({ children, means, tone = "plain", icon }: ChipProps) {
  return (
    <Tooltip label={means}>
      <span className={classes.chip} data-tone={tone}>
        {icon}
        {children}
      </span>
    </Tooltip>
  );
}
