import { useTranslation } from "react-i18next";

import classes from "./documents.module.css";

/** What is wrong with a file and what to do. The program words it in English; by its code it is said in other languages first. */
export function Trouble({ code, what }: { code: string; what: string }) {
  const { t, i18n } = useTranslation("documents");
  const own = i18n.resolvedLanguage === "en" ? "" : t(`trouble.${code}`, { defaultValue: "" });
  return (
    <div>
      {own && <div>{own}</div>}
      <bdi className={own ? classes.soft : undefined} lang={own ? "en" : undefined}>
        {what}
      </bdi>
    </div>
  );
}
