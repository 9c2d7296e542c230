import { Button, Progress } from "@mantine/core";
import { IconPlayerStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useWords } from "@/parts/words";
import { useOffer } from "@/shell/actions";

import classes from "./analyses.module.css";
import type { Run } from "./types";
import { useSaid } from "./useSaid";

/** A run on its way: what is being done, how far it is, and the button that ends it. */
export function Running({ run, stop }: { run: Run | null; stop: () => void }) {
  const { t } = useTranslation("analyses");
  const words = useWords();
  const said = useSaid();
  const group = t("shell:view.analyses");
  useOffer([{ id: "analyses.stop", label: t("stop"), group, icon: IconPlayerStop, keys: "mod+.", run: stop }]);
  const waits = !run || run.state === "waiting";
  const share = run && run.total > 0 ? run.done / run.total : 0;
  return (
    <section className={classes.running} aria-label={t("running.title")}>
      <header>
        <strong role="status">
          {waits
            ? t("running.waiting", { count: run?.ahead ?? 0 })
            : t("running.now", { name: said.name(run.analysis) })}
        </strong>
        <Button
          variant="default"
          disabled={!run || run.stopping}
          leftSection={<IconPlayerStop size={14} aria-hidden />}
          onClick={stop}
        >
          {t(run?.stopping ? "running.stopping" : "stop")}
        </Button>
      </header>
      <Progress value={waits ? 0 : 100 * share} animated={!waits} aria-label={t("running.far")} />
      {run && !waits && (
        <p className={classes.soft}>
          {run.what && said.step(run.what)}
          {run.total > 1 &&
            ` · ${t("running.parts", { done: words.number(run.done), total: words.number(run.total) })}`}
          {" · "}
          {t("running.seconds", { seconds: words.number(Math.round(run.seconds)) })}
        </p>
      )}
      <p className={classes.soft}>{t("running.leave")}</p>
    </section>
  );
}
