import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";

import classes from "./subject.module.css";

export interface Entry {
  id: string;
  title?: string | undefined;
  count?: number;
}

/** The sections of the page, that stay in sight; the one that is read is marked. */
export function Contents({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation("subject");
  const words = useWords();
  const ids = entries.map((each) => each.id).join(" ");
  const here = useInSight(ids);
  const go = (id: string) => {
    const title = document.getElementById(`${id}-title`);
    document.getElementById(id)?.scrollIntoView();
    title?.focus({ preventScroll: true });
  };
  return (
    <nav className={classes.contents} aria-label={t("contents")}>
      <ul>
        {entries.map(({ id, title, count }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={here === id ? "location" : undefined}
              onClick={(event) => {
                event.preventDefault();
                go(id);
              }}
            >
              <span>{title ?? t(`section.${id}`)}</span>{" "}
              {count !== undefined && <span className={classes.count}>{words.number(count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The section at the top of what is in sight. */
function useInSight(ids: string): string | null {
  const [here, setHere] = useState<string | null>(null);
  useEffect(() => {
    const inSight = new Set<string>();
    const order = ids.split(" ");
    const watcher = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          if (isIntersecting) inSight.add(target.id);
          else inSight.delete(target.id);
        }
        setHere(order.find((id) => inSight.has(id)) ?? null);
      },
      { rootMargin: "-10% 0px -60% 0px" },
    );
    // Sections come with their answers: each is watched once it is there.
    const watch = () => {
      for (const id of order) {
        const section = document.getElementById(id);
        if (section) watcher.observe(section);
      }
    };
    const later = setTimeout(watch, 600);
    watch();
    return () => {
      clearTimeout(later);
      watcher.disconnect();
    };
  }, [ids]);
  return here;
}
