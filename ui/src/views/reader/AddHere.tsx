import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "./reader.module.css";

/** A place on the screen, in pixels. */
export interface Spot {
  x: number;
  y: number;
}

/** Below the top bar: a selection that begins above the window has its button in sight too. */
const HIGHEST = 120;

/** Over the middle of what was selected. */
export function spotOf(range: DOMRect): Spot {
  return { x: range.left + range.width / 2, y: Math.max(range.top, HIGHEST) };
}

/** Offers to add a claim where words were selected. */
export function AddHere({ spot, add, taken }: { spot: Spot | null; add: (() => void) | undefined; taken: () => void }) {
  const { t } = useTranslation("reader");
  if (!spot || !add) return null;
  return (
    <Button
      className={classes.choice ?? ""}
      style={{ left: spot.x, top: spot.y }}
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => {
        taken();
        add();
      }}
    >
      {t("add.button")}
    </Button>
  );
}
