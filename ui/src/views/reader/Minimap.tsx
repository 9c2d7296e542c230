import { useTranslation } from "react-i18next";

import classes from "./reader.module.css";
import type { ClaimMark } from "./types";

interface Props {
  claims: readonly ClaimMark[];
  characters: number;
  selected: string | null;
  shown: (mark: ClaimMark) => ClaimMark["state"];
  select: (claim: string) => void;
}

/** Where in the document its claims stand. For the mouse: the list beside it has the same by keyboard. */
export function Minimap({ claims, characters, selected, shown, select }: Props) {
  const { t } = useTranslation("reader");
  return (
    <div className={classes.minimap} aria-hidden title={t("minimap")}>
      {claims.map((mark) => {
        const start = mark.spans[0]?.[0];
        if (start === undefined) return null;
        return (
          <span
            key={mark.claim}
            data-state={shown(mark)}
            data-disputed={mark.disputed || undefined}
            data-chosen={mark.claim === selected || undefined}
            style={{ insetBlockStart: `${(100 * start) / Math.max(1, characters)}%` }}
            onClick={() => select(mark.claim)}
          />
        );
      })}
    </div>
  );
}
