import { Tabs, Title } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { useRead } from "@/api/read";
import { useSession } from "@/api/session";
import { Loading } from "@/parts/states";
import { useWords } from "@/parts/words";
import { useUrl } from "@/state/url";

import { Merges } from "./Merges";
import classes from "./review.module.css";
import { STATES, type State } from "./types";

const Readings = lazy(() => import("./readings"));

/** What a person has to judge: whether two are one, and whether a document was read right. */
export default function Review() {
  const { t } = useTranslation("review");
  const session = useSession();
  const { params, patch } = useUrl();
  // When something was undone, and by whom, is the owner's to know.
  const states = session.owner ? STATES : STATES.filter((state) => state !== "undone");
  const asked = params.get("tab");
  const tab = asked === "readings" ? asked : (states.find((state) => state === asked) ?? "proposed");
  return (
    <div className={classes.page}>
      <Title order={1} size="h3" className={classes.title}>
        {t("title")}
      </Title>
      <Tabs
        value={tab}
        onChange={(next) => patch({ tab: next === "proposed" ? null : next, pair: null })}
        keepMounted={false}
        className={classes.tabs}
      >
        <Tabs.List>
          {states.map((state) => (
            <Tabs.Tab key={state} value={state}>
              {t(`tab.${state}`)} <Count state={state} />
            </Tabs.Tab>
          ))}
          <Tabs.Tab value="readings">{t("tab.readings")}</Tabs.Tab>
        </Tabs.List>
        {states.map((state) => (
          <Tabs.Panel key={state} value={state} className={classes.panel}>
            <Merges state={state} />
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="readings" className={classes.panel}>
          <Suspense fallback={<Loading lines={10} />}>
            <Readings />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

function Count({ state }: { state: State }) {
  const words = useWords();
  const { data } = useRead("/api/review/merges", { query: { state, limit: 1 } });
  return data ? <span className={classes.count}>{words.number(data.total)}</span> : null;
}
