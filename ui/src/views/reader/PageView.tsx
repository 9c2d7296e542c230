import { Alert } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { useSelection } from "@/state/selection";
import { useStored } from "@/state/stored";

import classes from "./pages.module.css";
import { claimsShown, mentionsShown } from "./preferences";
import type { ClaimMark, DocumentHead } from "./types";

/** Of a sheet of A4, before the page is there. */
const TALL = 1.42;
const WIDE = 860;

interface Props {
  head: DocumentHead;
  selected: ClaimMark | null;
  shown: (mark: Pick<ClaimMark, "claim" | "state">) => ClaimMark["state"];
}

/** The pages of a PDF as they look, with the marks of the text where its words could be placed. */
export function PageView({ head, selected, shown }: Props) {
  const { t } = useTranslation("reader");
  const scroller = useRef<HTMLDivElement>(null);
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
    const found = () => box?.querySelector(`[data-claim="${CSS.escape(target)}"]`);
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
    <div ref={scroller} className={classes.scroller} role="region" aria-label={t("pages")} tabIndex={0}>
      <div className={classes.sheet} style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => (
          <div
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            className={classes.row}
            style={{ transform: `translateY(${row.start}px)` }}
          >
            <Sheet document={head.id} number={row.index + 1} selected={selected?.claim ?? null} shown={shown} />
          </div>
        ))}
      </div>
    </div>
  );
}

interface SheetProps {
  document: string;
  number: number;
  selected: string | null;
  shown: Props["shown"];
}

function Sheet({ document, number, selected, shown }: SheetProps) {
  const { t } = useTranslation("reader");
  const { select } = useSelection();
  const [mentions] = useStored(mentionsShown);
  const [claims] = useStored(claimsShown);
  const [broken, setBroken] = useState(false);
  const { data } = useRead("/api/documents/{document}/pages/{page}/marks", { path: { document, page: number } });
  if (broken) return <Alert color="orange">{t("page.broken", { page: number })}</Alert>;
  return (
    <figure className={classes.page}>
      <div className={classes.picture}>
        <img
          src={`/api/documents/${encodeURIComponent(document)}/pages/${number}`}
          alt={t("page.alt", { page: number })}
          width={data?.width}
          height={data?.height}
          style={{ aspectRatio: data ? `${data.width} / ${data.height}` : `1 / ${TALL}` }}
          onError={() => setBroken(true)}
        />
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
          data?.claims.flatMap((mark) =>
            mark.boxes.map(([x, y, width, height], place) => (
              <span
                key={`${mark.claim}${place}`}
                className={classes.claim}
                data-claim={mark.claim}
                data-state={shown(mark)}
                data-disputed={mark.disputed || undefined}
                data-selected={mark.claim === selected || undefined}
                title={mark.says}
                style={placed(x, y, width, height)}
                onClick={() => select("claim", mark.claim)}
              />
            )),
          )}
      </div>
      <figcaption>
        {t("page.number", { page: number })}
        {data && data.unplaced > 0 && ` · ${t("page.unplaced", { count: data.unplaced })}`}
      </figcaption>
    </figure>
  );
}

function placed(x: number, y: number, width: number, height: number) {
  const share = (value: number) => `${100 * value}%`;
  return { left: share(x), top: share(y), width: share(width), height: share(height) };
}
