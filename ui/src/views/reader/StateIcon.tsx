import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconPencil, IconRobot } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "./reader.module.css";
import type { ClaimMark } from "./types";

const ICONS = {
  unreviewed: IconRobot,
  reviewed: IconCircleCheck,
  differing: IconAlertTriangle,
  misread: IconCircleX,
} as const;

/** What persons found of a reading, by an icon of its own outline, in words to a screen reader. */
export function StateIcon({ state, byHand = false }: { state: ClaimMark["state"]; byHand?: boolean }) {
  const { t } = useTranslation("reader");
  const Icon = byHand && state === "unreviewed" ? IconPencil : ICONS[state];
  const said = t(byHand && state === "unreviewed" ? "state.byHand" : `state.${state}`);
  return (
    <span className={classes.state} data-state={state} role="img" aria-label={said} title={said}>
      <Icon size={15} stroke={1.8} aria-hidden />
    </span>
  );
}
