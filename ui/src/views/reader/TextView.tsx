import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";

import { useSelection } from "@/state/selection";
import { useStored } from "@/state/stored";

import { AddHere, spotOf, type Spot } from "./AddHere";
import { chosenIn } from "./chosen";
import { Piece } from "./Piece";
import { claimsShown, face, mentionsShown } from "./preferences";
import { nextOf } from "./segments";
import classes from "./text.module.css";
import type { Chosen, ClaimMark, DocumentHead } from "./types";

const LINE = 30;
const LETTERS = 78;
const TRIES = 60;

interface Props {
  head: DocumentHead;
  /** The claim that is selected, when it stands in this text. */
  selected: ClaimMark | null;
  shown: (mark: Pick<ClaimMark, "claim" | "state">) => ClaimMark["state"];
  /** Words were selected (null: no longer). */
  choose: (chosen: Chosen | null) => void;
  add: (() => void) | undefined;
}

/** The text of a document, drawn as far as it is in sight, with its marks. */
export function TextView({ head, selected, shown, choose, add }: Props) {
  const { t } = useTranslation("reader");
  const { select } = useSelection();
  const [letters] = useStored(face);
  const [mentions] = useStored(mentionsShown);
  const [claims] = useStored(claimsShown);
  const scroller = useRef<HTMLDivElement>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  const ends = [...head.pieces.slice(1), head.characters];
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer changes as it is scrolled
  const rows = useVirtualizer({
    count: head.pieces.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (((ends[index] ?? 0) - (head.pieces[index] ?? 0)) / LETTERS) * LINE + LINE,
    overscan: 1,
  });

  const target = selected?.claim;
  const at = selected?.spans[0]?.[0];
  useEffect(() => {
    if (target === undefined || at === undefined) return;
    const box = scroller.current;
    const piece = Math.max(
      0,
      head.pieces.findLastIndex((start) => start <= at),
    );
    const found = () => box?.querySelector(`[data-claims~="${CSS.escape(target)}"]`);
    if (!found()) rows.scrollToIndex(piece, { align: "start" });
    let tries = 0;
    // The piece has to come from the server and be measured before its sentence has a place.
    const timer = setInterval(() => {
      const run = found();
      if (run && box && !inSight(run, box)) run.scrollIntoView({ block: "center" });
      if ((run && tries > 2) || ++tries > TRIES) clearInterval(timer);
    }, 50);
    return () => clearInterval(timer);
  }, [target, at, head.id, head.pieces, rows]);

  const onUp = () => {
    const chosen = scroller.current && chosenIn(scroller.current);
    choose(chosen);
    const range = chosen && window.getSelection()?.getRangeAt(0).getBoundingClientRect();
    setSpot(range ? spotOf(range) : null);
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (!window.getSelection()?.isCollapsed || !(event.target instanceof Element)) return;
    const run = event.target.closest<HTMLElement>("[data-claims],[data-entity]");
    const here = run?.dataset["claims"]?.split(" ") ?? [];
    const next = nextOf(here, selected?.claim ?? null);
    if (next) select("claim", next);
    else if (run?.dataset["entity"]) select("entity", run.dataset["entity"]);
  };

  return (
    <>
      {/* The list beside the text does by keyboard what a click on a mark does. */}
      <div
        ref={scroller}
        className={classes.scroller}
        data-face={letters}
        role="region"
        aria-label={t("text")}
        tabIndex={0}
        onMouseUp={onUp}
        onKeyUp={(event) => event.shiftKey && onUp()}
        onClick={onClick}
        onScroll={() => setSpot(null)}
      >
        <div className={classes.sheet} style={{ blockSize: rows.getTotalSize() + 160, paddingBlockStart: 24 }}>
          {rows.getVirtualItems().map((row) => (
            <div
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              className={classes.row}
              style={{ transform: `translateY(${row.start + 24}px)` }}
            >
              <Piece
                document={head.id}
                start={head.pieces[row.index] ?? 0}
                end={ends[row.index] ?? 0}
                selected={selected?.claim ?? null}
                shown={shown}
                mentions={mentions}
                claims={claims}
              />
            </div>
          ))}
        </div>
      </div>
      <AddHere spot={spot} add={add} taken={() => setSpot(null)} />
    </>
  );
}

function inSight(run: Element, box: Element): boolean {
  const [inner, outer] = [run.getBoundingClientRect(), box.getBoundingClientRect()];
  return inner.top >= outer.top && inner.bottom <= outer.bottom;
}
