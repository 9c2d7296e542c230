import { useTranslation } from "react-i18next";

import { usePages } from "@/api/read";
import { LineRow } from "@/parts/LineRow";
import { More } from "@/parts/More";
import { EmptyState, ErrorState, Loading } from "@/parts/states";
import { useFilter } from "@/state/filter";
import { HappeningRow } from "@/views/timeline/HappeningRow";

import classes from "./map.module.css";

/** What is at a place, in an area, or nowhere; each line opens to its evidence. */
export function Items({ of }: { of: { place: string } | { area: string } | { unlocated: true } }) {
  const { t } = useTranslation("map");
  const { query } = useFilter();
  const found = usePages("/api/map/items", { query: { ...query, ...of, limit: 50 } }, { keep: true });
  if (found.isLoading) return <Loading />;
  if (found.error) return <ErrorState compact error={found.error} retry={found.retry} />;
  if (found.items.length === 0) return <EmptyState title={t("noItems.title")}>{t("noItems.do")}</EmptyState>;
  return (
    <div className={classes.scroll}>
      {found.items.map((item) =>
        item.happening ? (
          <HappeningRow key={item.happening.event.id} of={item.happening}>
            {item.lines.map((line) => (
              <LineRow key={line.id} line={line} from={line.subject.id} />
            ))}
          </HappeningRow>
        ) : (
          item.lines.map((line) => <LineRow key={line.id} line={line} />)
        ),
      )}
      <More shown={found.items.length} total={found.total} more={found.more} busy={found.isLoadingMore} />
    </div>
  );
}
