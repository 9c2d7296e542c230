import { Title } from "@mantine/core";
import { IconEqual, IconEqualNot, IconMinus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";
import { useSelection } from "@/state/selection";

import classes from "./review.module.css";
import type { Trait } from "./types";

const ICONS = { shared: IconEqual, differ: IconEqualNot, one: IconMinus };

/** What is said of the two, predicate by predicate: what they share, where they differ, what only one has. */
export function Traits({ traits, a, b }: { traits: readonly Trait[]; a: string; b: string }) {
  const { t } = useTranslation("review");
  const words = useWords();
  if (traits.length === 0) return null;
  return (
    <section aria-labelledby="traits">
      <Title order={2} size="h5" id="traits">
        {t("traits")}
      </Title>
      <table className={classes.traits}>
        <thead>
          <tr>
            <th scope="col">{t("trait")}</th>
            <th scope="col">
              <bdi>{a}</bdi>
            </th>
            <th scope="col" aria-label={t("agree.label")} />
            <th scope="col">
              <bdi>{b}</bdi>
            </th>
          </tr>
        </thead>
        <tbody>
          {traits.map((trait) => {
            const Icon = ICONS[trait.agree];
            return (
              <tr key={`${trait.predicate} ${trait.label}`} data-agree={trait.agree}>
                <th scope="row">{words.predicate(trait.predicate, { inverse: trait.inverse })}</th>
                <td>
                  <Values of={trait.a} />
                </td>
                <td className={classes.agree} title={t(`agree.${trait.agree}`)}>
                  <Icon size={15} aria-label={t(`agree.${trait.agree}`)} />
                </td>
                <td>
                  <Values of={trait.b} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The values of one side; each opens the claim that says so. */
function Values({ of }: { of: Trait["a"] }) {
  const { t } = useTranslation("review");
  const { select } = useSelection();
  if (of.length === 0) return <span className={classes.soft}>{t("nothing")}</span>;
  return (
    <ul>
      {of.map((value) => (
        <li key={value.entity ?? value.text}>
          <button
            type="button"
            data-shared={value.shared || undefined}
            title={t("openClaim", { count: value.claims.length })}
            onClick={() => value.claims[0] && select("claim", value.claims[0])}
          >
            <bdi>{value.text}</bdi>
          </button>
          {value.claims.length > 1 && <span className={classes.soft}> ×{value.claims.length}</span>}
        </li>
      ))}
    </ul>
  );
}
