import { useTranslation } from "react-i18next";

import classes from "./timeline.module.css";

const SAMPLES: { key: string; look: Record<string, string> }[] = [
  { key: "day", look: { "data-shape": "mark", "data-reviewed": "" } },
  { key: "month", look: { "data-shape": "soft", "data-reviewed": "" } },
  { key: "span", look: { "data-shape": "span", "data-reviewed": "" } },
  { key: "unreviewed", look: { "data-shape": "mark" } },
  { key: "alleged", look: { "data-shape": "mark", "data-unsure": "" } },
  { key: "foreseen", look: { "data-shape": "mark", "data-standing": "foreseen" } },
  { key: "disputed", look: { "data-shape": "mark", "data-disputed": "" } },
  { key: "line", look: { "data-shape": "span", "data-what": "line", "data-reviewed": "" } },
];

/** What marks and bars mean. */
export function Legend() {
  const { t } = useTranslation("timeline");
  return (
    <ul className={classes.legend} aria-label={t("legend.title")}>
      {SAMPLES.map(({ key, look }) => (
        <li key={key}>
          <span className={classes.sample} aria-hidden>
            <span
              className={classes.shape}
              data-what="event"
              {...look}
              style={{
                insetInlineStart: look["data-shape"] === "mark" ? 8 : 0,
                inlineSize: look["data-shape"] === "mark" ? 12 : 28,
              }}
            />
          </span>
          {t(`legend.${key}`)}
        </li>
      ))}
    </ul>
  );
}
