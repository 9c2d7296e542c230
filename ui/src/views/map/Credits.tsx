import { useTranslation } from "react-i18next";

import classes from "./map.module.css";

/** Whose work the outlines and the places are, as their licences ask. */
export function Credits() {
  const { t } = useTranslation("map");
  return <p className={classes.credits}>{t("credits")}</p>;
}
