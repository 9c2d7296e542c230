import { useDebouncedValue } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import type { Evidence } from "@/api/types";
import { ReviewIcon } from "@/parts/badges";
import { useWords } from "@/parts/words";

import type { Board } from "./Board";
import { Card } from "./HoverCard";
import type { At } from "./edits";
import type { ChartData } from "./model";

const QUOTES = 2;
const WAIT_MS = 180;
const LONGEST = 220;

/** The line that the pointer is over: what its links say, how far that is believed, and the first sentences it stands on. */
export function LineCard({ id, at, data, board }: { id: string; at: At; data: ChartData; board: Board }) {
  const { t } = useTranslation("chart");
  const words = useWords();
  const [asked] = useDebouncedValue(id, WAIT_MS);
  const found = useRead("/api/claims", { query: { pair: asked, limit: QUOTES } }, { enabled: asked === id });
  const link = data.byPair.get(id);
  if (!link) return null;
  const [a, b] = link.arrow === 2 ? [link.b, link.a] : [link.a, link.b];
  const marks = [
    link.style !== "stated" && t(`legend.${link.style}`),
    link.disputed && t("legend.disputed"),
    t(`words:review.${link.review}`),
  ].filter(Boolean);
  const cited = ({ source, file, published, grade }: Evidence) =>
    [source ?? file, published && words.day(published), grade].filter(Boolean).join(", ");
  const claims = asked === id ? (found.data?.items ?? []) : [];
  const more = (found.data?.total ?? 0) - claims.length;
  return (
    <Card at={{ ...at, size: 6 }} board={board}>
      <strong>
        {data.byId.get(a)?.name} – {data.byId.get(b)?.name}
      </strong>
      <div>{link.says.map((name) => words.predicate(name)).join(", ")}</div>
      <div>
        {t("card.believed", { belief: words.percent(link.belief) })} · <ReviewIcon review={link.review} />{" "}
        {marks.join(" · ")}
      </div>
      {claims.map((claim) => (
        <blockquote key={claim.claim}>
          {claim.quote ? shortened(claim.quote) : claim.says} <cite>{cited(claim)}</cite>
        </blockquote>
      ))}
      {claims.length > 0 && more > 0 && <div>{t("card.claims", { count: more, more: words.number(more) })}</div>}
    </Card>
  );
}

function shortened(quote: string): string {
  return quote.length > LONGEST ? `${quote.slice(0, LONGEST - 1).trimEnd()}…` : quote;
}
