import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";

import classes from "./subjects.module.css";
import { APART, RANKED, type ListName, type SubjectList } from "./types";

interface Props {
  data: SubjectList;
  chosen: ListName;
  choose: (list: ListName) => void;
}

/** The lists: the two that are in a stated order, and those that are by name alone, with the reason. */
export function Lists({ data, chosen, choose }: Props) {
  const { t } = useTranslation("subjects");
  return (
    <nav className={classes.lists} aria-label={t("lists")}>
      <Some title={t("ranked")} names={RANKED} data={data} chosen={chosen} choose={choose} />
      <Some title={t("apart")} note={t("apartWhy")} names={APART} data={data} chosen={chosen} choose={choose} />
    </nav>
  );
}

function Some({
  title,
  note,
  names,
  data,
  chosen,
  choose,
}: Props & { title: string; note?: string; names: readonly ListName[] }) {
  const { t } = useTranslation("subjects");
  const words = useWords();
  return (
    <section>
      <h2>{title}</h2>
      {note && <p>{note}</p>}
      <ul>
        {names.map((name) => {
          const total = data.lists.find((each) => each.key === name)?.total ?? 0;
          return (
            <li key={name}>
              <button
                type="button"
                aria-current={chosen === name || undefined}
                data-empty={total === 0 || undefined}
                onClick={() => choose(name)}
              >
                <span>{t(`list.${name}`)}</span> <span className={classes.number}>{words.number(total)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
