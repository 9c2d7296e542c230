import { useRead } from "@/api/read";
import { useFilter } from "@/state/filter";

/** Links that the filter hides; undefined until the server has said. */
export function useHidden(): { hidden: number | undefined; active: boolean } {
  const { query, active } = useFilter();
  const { data } = useRead("/api/facets", { query }, { keep: true, enabled: active.length > 0 });
  return { hidden: data && data.links.total - data.links.shown, active: active.length > 0 };
}
