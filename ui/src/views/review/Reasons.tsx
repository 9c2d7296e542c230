import { Title } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";

import classes from "./review.module.css";
import type { Comparison } from "./types";
import { useReasons } from "@/parts/useReasons";

/** The score, the mark that it stands at, and the features that it is the sum of. */
export function Reasons({ comparison }: { comparison: Comparison }) {
  const { t, i18n } = useTranslation("review");
  const words = useWords();
  const { words: said } = useReasons();
  const { score } = comparison;
  const signed = new Intl.NumberFormat(i18n.resolvedLanguage, { signDisplay: "always", minimumFractionDigits: 2 });
  const label = t("scoreOf", { score: words.percent(score), threshold: words.percent(comparison.threshold) });
  return (
    <section aria-labelledby="reasons">
      <Title order={2} size="h5" id="reasons">
        {t("reasons")}
      </Title>
      <div className={classes.meter} role="img" aria-label={label} title={label}>
        <span style={{ inlineSize: `${100 * score}%` }} data-over={score >= comparison.threshold} />
        <i style={{ insetInlineStart: `${100 * comparison.threshold}%` }} />
      </div>
      <p className={classes.soft}>{label}</p>
      {comparison.reasons.length > 0 ? (
        <ul className={classes.reasons}>
          {comparison.reasons.map((why) => (
            <li key={why.code} data-against={why.weight < 0 || undefined}>
              {why.weight < 0 ? <IconMinus size={15} aria-hidden /> : <IconPlus size={15} aria-hidden />}
              <span className={classes.hidden}>{t(why.weight < 0 ? "against" : "for")}</span>
              <span className={classes.number}>{signed.format(why.weight)}</span>
              <bdi>{said(why)}</bdi>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t("noReasons")}</p>
      )}
    </section>
  );
}
