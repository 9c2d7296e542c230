import { Title } from "@mantine/core";
import type { ReactNode } from "react";

import { useWords } from "@/parts/words";

import classes from "./Section.module.css";

/** A part of a file, under a heading that the navigation leads to. */
export function Section({
  id,
  title,
  count,
  intro,
  children,
}: {
  id: string;
  title: string;
  count?: number | undefined;
  intro?: ReactNode;
  children: ReactNode;
}) {
  const words = useWords();
  return (
    <section id={id} className={classes.section} aria-labelledby={`${id}-title`}>
      <Title order={2} size="h3" id={`${id}-title`} className={classes.title} tabIndex={-1}>
        {title} {count !== undefined && <span className={classes.count}>{words.number(count)}</span>}
      </Title>
      {intro && <p className={classes.intro}>{intro}</p>}
      {children}
    </section>
  );
}

interface GroupProps {
  title: ReactNode;
  count?: number;
  note?: ReactNode;
  /** Rows that contradict each other stand next to each other. */
  beside?: boolean;
  children: ReactNode;
}

/** A group of rows within a section. */
export function Group({ title, count, note, beside = false, children }: GroupProps) {
  const words = useWords();
  return (
    <div className={classes.group}>
      <h3 className={classes.head}>
        {title} {count !== undefined && count > 1 && <span className={classes.count}>{words.number(count)}</span>}
        {note && <span className={classes.note}>{note}</span>}
      </h3>
      <ul className={classes.rows} data-beside={beside || undefined}>
        {children}
      </ul>
    </div>
  );
}
