import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { ErrorState } from "@/parts/states";
import { useWords } from "@/parts/words";

import { segmentsOf, stateOf, type Segment } from "./segments";
import classes from "./text.module.css";
import type { ClaimMark } from "./types";
import { useSaying } from "./useSaying";

interface Props {
  document: string;
  start: number;
  end: number;
  selected: string | null;
  shown: (mark: ClaimMark) => ClaimMark["state"];
  mentions: boolean;
  claims: boolean;
}

/** A stretch of a document's text with its marks. Text reaches the page as text, one element a run. */
export const Piece = memo(function Piece({ document, start, end, selected, shown, mentions, claims }: Props) {
  const asked = { path: { document }, query: { from: start, to: end } };
  const text = useRead("/api/documents/{document}/text", asked);
  const marks = useRead("/api/documents/{document}/marks", asked);
  const lines = useMemo(() => {
    if (!text.data) return [];
    const named = mentions ? (marks.data?.mentions ?? []) : [];
    const said = claims ? (marks.data?.claims ?? []) : [];
    return text.data.blocks.map((block) => ({
      block,
      segments: segmentsOf(
        block,
        named,
        said.map((mark) => ({ ...mark, state: shown(mark) })),
        text.data.hidden,
      ),
    }));
  }, [text.data, marks.data, mentions, claims, shown]);
  if (text.error) return <ErrorState compact error={text.error} retry={() => void text.refetch()} />;
  if (!text.data) return <div className={classes.coming} style={{ blockSize: `${(end - start) / 3}px` }} />;
  return (
    <div className={classes.piece}>
      {lines.map(({ block, segments }) => (
        <p key={block.start} className={classes.line} data-kind={block.kind} dir="auto">
          {segments.map((segment) => (
            <Run key={segment.start} segment={segment} selected={selected} />
          ))}
        </p>
      ))}
    </div>
  );
});

function Run({ segment, selected }: { segment: Segment; selected: string | null }) {
  const { t } = useTranslation("reader");
  const words = useWords();
  const say = useSaying();
  const { claims, mention, hidden, start, text } = segment;
  if (hidden) {
    return (
      <span className={classes.hidden} data-at={start} title={t("hidden", { code: hidden })}>
        {hidden}
      </span>
    );
  }
  if (!mention && claims.length === 0) return <span data-at={start}>{text}</span>;
  const state = stateOf(claims);
  const title = [
    mention && `${mention.entity.name} (${words.described(mention.entity)})`,
    ...claims.slice(0, 4).map(say),
  ]
    .filter(Boolean)
    .join("\n");
  return (
    <span
      data-at={start}
      data-claims={claims.map(({ claim }) => claim).join(" ") || undefined}
      data-entity={mention?.entity.id}
      data-type={mention?.entity.type}
      data-state={state ?? undefined}
      data-disputed={claims.some(({ disputed }) => disputed) || undefined}
      data-many={claims.length > 1 || undefined}
      data-selected={(selected !== null && claims.some(({ claim }) => claim === selected)) || undefined}
      className={classes.run}
      title={title}
    >
      {text}
    </span>
  );
}
