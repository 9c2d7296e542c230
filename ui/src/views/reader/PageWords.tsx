import { memo } from "react";

import classes from "./pages.module.css";
import type { PlacedWord } from "./types";

/** Letters are measured at this size; the browser's own sans serif is near enough to most print. */
const SIZE = 100;

/** Width of a text in its own size, by the letters that `.words` sets. */
const widthOf = (() => {
  let pen: CanvasRenderingContext2D | null | undefined;
  return (text: string): number => {
    pen ??= document.createElement("canvas").getContext("2d");
    if (!pen) return text.length / 2;
    pen.font = `${SIZE}px Arial, "Liberation Sans", sans-serif`;
    return pen.measureText(text).width / SIZE;
  };
})();

interface Props {
  words: readonly PlacedWord[];
  /** Height of the page by its width. */
  tall: number;
}

/**
 * The page's words over its picture, not seen but there: what is selected is marked, copied and read aloud as text. Each is as
 * high as its box and stretched to its width; sizes are shares of the page's width, so that they follow it.
 */
export const PageWords = memo(function PageWords({ words, tall }: Props) {
  return (
    <div className={classes.words}>
      {words.map(({ start, text, box: [left, top, width, height] }) => {
        const letters = height * tall;
        return (
          <span
            key={start}
            data-at={start}
            style={{
              left: `${100 * left}%`,
              top: `${100 * top}%`,
              fontSize: `${100 * letters}cqw`,
              transform: `scaleX(${width / Math.max(widthOf(text) * letters, 1e-6)})`,
            }}
          >
            {`${text} `}
          </span>
        );
      })}
    </div>
  );
});
