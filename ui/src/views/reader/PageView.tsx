import { Alert } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { useSelection } from "@/state/selection";
import { useStored } from "@/state/stored";

import { AddHere, spotOf, type Spot } from "./AddHere";
import classes from "./pages.module.css";
import { PageWords } from "./PageWords";
import { claimsShown, mentionsShown } from "./preferences";
import { nextOf, stateOf } from "./segments";
import type { Chosen, ClaimMark, DocumentHead, PlacedClaim, PlacedWord } from "./types";
import { useDragWords } from "./useDragWords";

/** Of a sheet of A4, before the page is there. */
const TALL = 1.42;
const WIDE = 860;

interface Props {
  head: DocumentHead;
  selected: ClaimMark | null;
  /** What a claim says, as far as it is known yet. */
  said: (claim: string) => string | undefined;
  /** Words were selected on a page (null: no longer). */
  choose: (chosen: Chosen | null) => void;
  add: (() => void) | undefined;
  shown: (mark: Pick<ClaimMark, "claim" | "state">) => ClaimMark["state"];
}

/** The pages of a PDF as they look, with the marks of the text where its words could be placed. */
export function PageView({ head, selected, shown, said, choose, add }: Props) {
  const { t } = useTranslation("reader");
  const scroller = useRef<HTMLDivElement>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer changes as it is scrolled
  const rows = useVirtualizer({
    count: head.pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => WIDE * TALL,
    overscan: 1,
  });
  const at = selected?.spans[0]?.[0];
  const target = selected?.claim;
  useEffect(() => {
    if (at === undefined || target === undefined) return;
    const box = scroller.current;
    const found = () => box?.querySelector(`[data-claims~="${CSS.escape(target)}"]`);
    if (!found())
      rows.scrollToIndex(
        Math.max(
          0,
          head.pages.findLastIndex((start) => start <= at),
        ),
        { align: "start" },
      );
    let tries = 0;
    const timer = setInterval(() => {
      const mark = found();
      if (mark) mark.scrollIntoView({ block: "center" });
      if (mark || ++tries > 60) clearInterval(timer);
    }, 100);
    return () => clearInterval(timer);
  }, [at, target, head.pages, rows]);
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="region"
      aria-label={t("pages")}
      tabIndex={0}
      onScroll={() => setSpot(null)}
    >
      <div className={classes.sheet} style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => (
          <div
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            className={classes.row}
            style={{ transform: `translateY(${row.start}px)` }}
          >
            <Sheet
              document={head.id}
              number={row.index + 1}
              selected={selected?.claim ?? null}
              shown={shown}
              said={said}
              choose={(chosen, range) => {
                choose(chosen);
                setSpot(range ? spotOf(range) : null);
              }}
            />
          </div>
        ))}
      </div>
      <AddHere spot={spot} add={add} taken={() => setSpot(null)} />
    </div>
  );
}

interface SheetProps {
  document: string;
  number: number;
  selected: string | null;
  shown: Props["shown"];
  said: Props["said"];
  choose: (chosen: Chosen | null, range: DOMRect | null) => void;
}

const NONE: readonly PlacedWord[] = [];

function Sheet({ document, number, selected, shown, said, choose }: SheetProps) {
  const { t } = useTranslation("reader");
  const { select } = useSelection();
  const [mentions] = useStored(mentionsShown);
  const [claims] = useStored(claimsShown);
  const [broken, setBroken] = useState(false);
  const { data } = useRead("/api/documents/{document}/pages/{page}/marks", { path: { document, page: number } });
  const words = data?.words ?? NONE;
  const dragging = useDragWords(words, choose);
  if (broken) return <Alert color="orange">{t("page.broken", { page: number })}</Alert>;
  return (
    <figure className={classes.page}>
      <div className={classes.picture} {...dragging}>
        <img
          src={`/api/documents/${encodeURIComponent(document)}/pages/${number}`}
          alt={t("page.alt", { page: number })}
          width={data?.width}
          height={data?.height}
          style={{ aspectRatio: data ? `${data.width} / ${data.height}` : `1 / ${TALL}` }}
          draggable={false}
          onError={() => setBroken(true)}
        />
        {data && <PageWords words={words} tall={data.height / data.width} />}
        {mentions &&
          data?.mentions.flatMap(({ referent, entity, boxes }) =>
            boxes.map(([x, y, width, height], place) => (
              <span
                key={`${referent}${x}${y}${place}`}
                className={classes.mention}
                data-type={entity.type}
                title={entity.name}
                style={placed(x, y, width, height)}
                onClick={() => select("entity", entity.id)}
              />
            )),
          )}
        {claims &&
          data &&
          boxed(data.claims).map(({ box: [x, y, width, height], marks }) => {
            const ids = marks.map((mark) => mark.claim);
            const chosen = marks.find((mark) => mark.claim === selected);
            const states = (chosen ? [chosen] : marks).map((mark) => ({ state: shown(mark) }));
            return (
              <span
                key={`${x} ${y} ${width} ${height}`}
                className={classes.claim}
                data-claims={ids.join(" ")}
                data-state={stateOf(states)}
                data-disputed={marks.some((mark) => mark.disputed) || undefined}
                data-selected={chosen !== undefined || undefined}
                title={ids.map(said).filter(Boolean).join("\n")}
                style={placed(x, y, width, height)}
                onClick={() => select("claim", nextOf(ids, selected) ?? "")}
              />
            );
          })}
      </div>
      <figcaption>
        {t("page.number", { page: number })}
        {data && data.unplaced > 0 && ` · ${t("page.unplaced", { count: data.unplaced })}`}
      </figcaption>
    </figure>
  );
}

/** The places that claims stand on, each once: a sentence that says five things is not five times as dark. */
function boxed(claims: readonly PlacedClaim[]): { box: PlacedClaim["boxes"][number]; marks: PlacedClaim[] }[] {
  const found = new Map<string, { box: PlacedClaim["boxes"][number]; marks: PlacedClaim[] }>();
  for (const mark of claims)
    for (const box of mark.boxes) {
      const here = found.get(box.join());
      if (here) here.marks.push(mark);
      else found.set(box.join(), { box, marks: [mark] });
    }
  return [...found.values()];
}

function placed(x: number, y: number, width: number, height: number) {
  const share = (value: number) => `${100 * value}%`;
  return { left: share(x), top: share(y), width: share(width), height: share(height) };
}
