import { IconFileDownload } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import classes from "./documents.module.css";
import { droppedFiles } from "./dropped";
import { send } from "./intake";

/** Files and folders may be dropped anywhere on the page while this view is shown: beside it, the browser would open them. */
export function DropZone({ enabled, children }: { enabled: boolean; children: ReactNode }) {
  const { t } = useTranslation("documents");
  const over = useDrop(enabled);
  return (
    <div className={classes.zone}>
      {children}
      {over && (
        <div className={classes.over} aria-hidden>
          <IconFileDownload size={48} stroke={1.3} />
          <strong>{t("drop.here")}</strong>
          <span>{t("drop.what")}</span>
        </div>
      )}
    </div>
  );
}

/** Whether files are held over the page. */
function useDrop(enabled: boolean): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!enabled) return;
    // Entering a child leaves its parent: files are over the page while more was entered than left.
    let depth = 0;
    const listening = new AbortController();
    const on = (name: "dragenter" | "dragover" | "dragleave" | "drop", act: (data: DataTransfer) => void) =>
      window.addEventListener(
        name,
        (event) => {
          if (!event.dataTransfer?.types.includes("Files")) return;
          event.preventDefault();
          act(event.dataTransfer);
        },
        { signal: listening.signal },
      );
    on("dragenter", () => setOver((depth += 1) > 0));
    on("dragover", (data) => (data.dropEffect = "copy"));
    on("dragleave", () => setOver((depth = Math.max(0, depth - 1)) > 0));
    on("drop", (data) => {
      depth = 0;
      setOver(false);
      void droppedFiles(data).then((handed) => (handed.length > 0 ? send(handed) : undefined));
    });
    return () => listening.abort();
  }, [enabled]);
  return over;
}
