import { useTranslation } from "react-i18next";

import { usePages } from "@/api/read";
import { EntityName } from "@/parts/EntityName";
import { ErrorState, Loading } from "@/parts/states";

import { Section } from "./Section";
import tables from "./tables.module.css";
import { useSaying } from "./useSaying";

/** What is not known, as questions that someone could go and answer. */
export function Gaps({ id }: { id: string }) {
  const { t } = useTranslation("subject");
  const saying = useSaying();
  const found = usePages("/api/entities/{entity}/gaps", { path: { entity: id } });
  return (
    <Section id="gaps" title={t("section.gaps")} count={found.total} intro={t("gapsIntro")}>
      {found.isLoading && <Loading lines={4} />}
      {found.error && found.items.length === 0 && <ErrorState compact error={found.error} retry={found.retry} />}
      {found.total === 0 && <p>{t("noGaps")}</p>}
      <ol className={tables.list}>
        {found.items.map((question, place) => (
          <li key={place}>
            {saying.question(question)}
            {question.about.length > 0 && (
              <span className={tables.note}>
                {question.about.map((entity) => (
                  <span key={entity.id}>
                    <EntityName entity={entity} />{" "}
                  </span>
                ))}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
