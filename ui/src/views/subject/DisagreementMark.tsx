import { IconGitCompare } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";

import { useWords } from "@/parts/words";
import { addressOf } from "@/state/url";

import classes from "./DisagreementMark.module.css";

/** A word for a disagreement that leads to it, side by side. What lowers belief is marked. */
export function DisagreementMark({ of }: { of: { id: string; nature: string; lowers: boolean } }) {
  const { t } = useTranslation("disagreements");
  const words = useWords();
  const search = useSearch();
  return (
    <Link
      href={addressOf("/disagreements", search, { id: of.id })}
      className={classes.mark}
      data-lowers={of.lowers || undefined}
      title={t(of.lowers ? "lowers" : "lowersNot")}
    >
      <IconGitCompare size={12} aria-hidden /> {words.nature(of.nature)}
    </Link>
  );
}
