import { useTranslation } from "react-i18next";

import { usePages } from "@/api/read";
import { EntityName } from "@/parts/EntityName";
import { ErrorState, Loading } from "@/parts/states";
import { useWords } from "@/parts/words";

import { Further } from "./Further";
import { Section } from "./Section";
import tables from "./tables.module.css";
import type { PlaceTie } from "./types";

/** Places by how many claims tie the subject to them: by a link, or by an event that happened there. */
export function Places({ id }: { id: string }) {
  const { t } = useTranslation("subject");
  const found = usePages("/api/entities/{entity}/places", { path: { entity: id }, query: { limit: 20 } });
  if (found.error && found.items.length === 0) return <ErrorState compact error={found.error} retry={found.retry} />;
  if (found.items.length === 0) {
    return (
      <Section id="places" title={t("section.places")}>
        {found.isLoading ? <Loading lines={2} /> : <p>{t("noPlaces")}</p>}
      </Section>
    );
  }
  return (
    <Section id="places" title={t("section.places")} count={found.total}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t("column.place")}</th>
            <th scope="col">{t("column.ties")}</th>
            <th scope="col" className={tables.number}>
              {t("column.events")}
            </th>
            <th scope="col" className={tables.number}>
              {t("column.claims")}
            </th>
          </tr>
        </thead>
        <tbody>
          {found.items.map((tie) => (
            <Row key={tie.place.id} tie={tie} />
          ))}
        </tbody>
      </table>
      <Further found={found} />
    </Section>
  );
}

function Row({ tie }: { tie: PlaceTie }) {
  const words = useWords();
  const phrases = [
    ...new Set(tie.ties.map(({ line, inverse }) => words.predicate(line.predicate, { ...line, inverse }))),
  ];
  return (
    <tr>
      <td>
        <EntityName entity={tie.place} kind />
      </td>
      <td>{phrases.join(", ") || "–"}</td>
      <td className={tables.number}>{tie.events ? words.number(tie.events) : "–"}</td>
      <td className={tables.number}>{words.number(tie.claims)}</td>
    </tr>
  );
}
