import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearch } from "wouter";

import { useSession } from "@/api/session";
import { useWords } from "@/parts/words";
import { addressOf } from "@/state/url";
import { VIEWS } from "@/views";

import classes from "./Rail.module.css";

/** The way to every view: an icon with its word, and how much waits behind it. */
export function Rail() {
  const { t } = useTranslation();
  const words = useWords();
  const [path] = useLocation();
  const search = useSearch();
  const { counts } = useSession();
  const waiting: Record<string, number> = { disagreements: counts?.disagreements ?? 0, review: counts?.waiting ?? 0 };
  return (
    <nav className={classes.rail} aria-label={t("views")}>
      <img src="/icon.svg" alt="" className={classes.mark} />
      {VIEWS.map(({ name, rail }) => {
        if (!rail) return null;
        const here = path === rail.to || path.startsWith(`${rail.to}/`);
        const count = waiting[name] ?? 0;
        return (
          <Link
            key={name}
            href={addressOf(rail.to, search)}
            className={classes.item}
            data-here={here || undefined}
            aria-current={here ? "page" : undefined}
            title={`${t(`view.${name}`)} (g ${rail.key})`}
          >
            <span className={classes.icon}>
              <rail.icon size="1.375rem" stroke={1.6} aria-hidden />
              {count > 0 && (
                <span className={classes.count} title={t("waiting", { count, number: words.number(count) })}>
                  {count > 999 ? "999+" : words.number(count)}
                </span>
              )}
            </span>
            <span className={classes.word}>{t(`view.${name}`)}</span>
          </Link>
        );
      })}
    </nav>
  );
}
