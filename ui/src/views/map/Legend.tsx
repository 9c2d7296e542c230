import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";

import type { Scheme } from "./images";
import classes from "./map.module.css";
import type { Level } from "./outlines";
import { SHADES, spans, spread } from "./shading";
import { HatchSign, PlaceSign } from "./signs";
import type { Geography, Measure } from "./spots";

interface Props {
  scheme: Scheme;
  level: Level;
  breaks: readonly number[];
  measure: Measure;
  holders: Geography["holders"];
  order: readonly string[];
}

/** What shades, signs and hatches mean. */
export function Legend({ scheme, level, breaks, measure, holders, order }: Props) {
  const { t } = useTranslation("map");
  const words = useWords();
  return (
    <aside className={classes.legend} aria-label={t("legend.title")}>
      <details open>
        <summary>{t("legend.title")}</summary>
        {breaks.length > 0 && (
          <>
            <p>{t(`legend.${measure}`, { level: t(`legend.by.${level}`) })}</p>
            <ul className={classes.shades}>
              {spans(breaks).map(({ from, to }, step) => (
                <li key={from}>
                  <span className={classes.shade} style={{ background: SHADES[scheme][spread(step, breaks.length)] }} />
                  {to === null
                    ? from === 1 || (breaks.at(-1) === from && from <= 5)
                      ? words.number(from)
                      : `${words.number(from)} +`
                    : from === to
                      ? words.number(from)
                      : `${words.number(from)}–${words.number(to)}`}
                </li>
              ))}
            </ul>
          </>
        )}
        <ul className={classes.signs}>
          <li>
            <PlaceSign sign="spot-held" /> {t("legend.spot")}
          </li>
          <li>
            <PlaceSign sign="area-held" /> {t("legend.area")}
          </li>
          <li>
            <PlaceSign sign="spot-ground" /> {t("legend.ground")}
          </li>
          <li>
            <PlaceSign sign="spot-unheld" /> {t("legend.unheld")}
          </li>
          <li>
            <PlaceSign sign="spot-held-disputed" /> {t("legend.disputed")}
          </li>
          <li>
            <span className={classes.cluster}>5</span> {t("legend.cluster")}
          </li>
          {holders.map(({ entity }) => (
            <li key={entity.id}>
              <HatchSign place={order.indexOf(entity.id)} /> <bdi>{entity.name}</bdi>
            </li>
          ))}
        </ul>
      </details>
    </aside>
  );
}
