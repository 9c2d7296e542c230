import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";

import { GROUND_COLOURS, hatch, HATCHES, sign, type Sign } from "./images";
import classes from "./map.module.css";

/** The sign of a place as the map draws it. Words beside it say the same. */
export function PlaceSign({ sign: name }: { sign: Sign }) {
  const scheme = useComputedColorScheme("light");
  return <Picture of={() => sign(name, scheme)} over={`${name} ${scheme}`} size="1.25rem" />;
}

/** The hatch of the organisation that was laid over the map at this place. */
export function HatchSign({ place }: { place: number }) {
  const scheme = useComputedColorScheme("light");
  const kind = HATCHES[place] ?? "rising";
  return (
    <Picture
      of={() => hatch(kind, GROUND_COLOURS[scheme][place] ?? "#888")}
      over={`${kind} ${scheme}`}
      size="1rem"
      bordered
    />
  );
}

function Picture({
  of,
  over,
  size,
  bordered = false,
}: {
  of: () => ImageData;
  over: string;
  size: string;
  bordered?: boolean;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const image = of();
    if (!canvas.current) return;
    canvas.current.width = image.width;
    canvas.current.height = image.height;
    canvas.current.getContext("2d")?.putImageData(image, 0, 0);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `over` says what `of` draws
  }, [over]);
  return (
    <canvas
      ref={canvas}
      className={classes.sign}
      data-bordered={bordered || undefined}
      style={{ inlineSize: size, blockSize: size }}
      aria-hidden
    />
  );
}
