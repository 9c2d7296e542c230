import { IconArrowsJoin, IconArrowsSplit, IconHistory, IconInbox } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { usePages } from "@/api/read";
import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { VirtualList } from "@/parts/VirtualList";
import { useOffer } from "@/shell/actions";
import { useUrl } from "@/state/url";

import { Compared } from "./Compared";
import { PairRow } from "./PairRow";
import classes from "./review.module.css";
import type { State } from "./types";

const PICTURES = { proposed: IconInbox, made: IconArrowsJoin, refused: IconArrowsSplit, undone: IconHistory };

/** One list of pairs at the left, the chosen one side by side at the right. */
export function Merges({ state }: { state: State }) {
  const { t } = useTranslation("review");
  const { params, patch } = useUrl();
  const list = usePages("/api/review/merges", { query: { state, limit: 100 } }, { keep: true });
  // What was judged leaves the list: the one that comes into its place is next.
  const asked = params.get("pair");
  const at = Math.max(
    0,
    list.items.findIndex((line) => line.id === asked),
  );
  const chosen = list.items[at];
  const move = (step: number) => {
    const next = list.items[Math.min(Math.max(at + step, 0), list.items.length - 1)];
    if (next) patch({ pair: next.id }, { replace: true });
  };
  const group = t("title");
  useOffer([
    { id: "review.next", label: t("next"), group, keys: "j", run: () => move(1) },
    { id: "review.previous", label: t("previous"), group, keys: "k", run: () => move(-1) },
  ]);
  if (list.isLoading) return <Loading lines={10} />;
  if (list.error && list.items.length === 0) return <ErrorState error={list.error} retry={list.retry} />;
  if (!chosen) {
    return (
      <EmptyState icon={PICTURES[state]} title={t(`empty.${state}.title`)}>
        {t(`empty.${state}.do`)}
      </EmptyState>
    );
  }
  const after = list.items[at + 1] ?? list.items[at - 1];
  return (
    <div className={classes.split}>
      <div className={classes.list}>
        <VirtualList
          items={list.items}
          keyOf={(line) => line.id}
          label={t(`tab.${state}`)}
          more={list.more}
          focus={at}
          estimate={64}
        >
          {(line) => (
            <PairRow
              line={line}
              chosen={line.id === chosen.id}
              choose={() => patch({ pair: line.id }, { replace: true })}
            />
          )}
        </VirtualList>
      </div>
      <Compared
        key={`${state} ${chosen.id}`}
        pair={chosen.id}
        state={state}
        after={after?.id ?? null}
        go={(pair) => patch({ pair }, { replace: true })}
      />
    </div>
  );
}
