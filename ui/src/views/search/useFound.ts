import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { read } from "@/api/read";

const LIMIT = 20;

/** Entities and sentences for a search. Both lists have one cursor: they grow together until both end. */
export function useFound(q: string) {
  const found = useInfiniteQuery({
    queryKey: ["/api/search", { query: { q } }, "pages"],
    queryFn: ({ signal, pageParam }) =>
      read("/api/search", { query: { q, limit: LIMIT, ...(pageParam && { cursor: pageParam }) } }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.passages.next ?? last.entities.next,
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  const pages = found.data?.pages;
  const lists = useMemo(
    () => ({
      entities: (pages ?? []).flatMap((page) => page.entities.items),
      passages: (pages ?? []).flatMap((page) => page.passages.items),
    }),
    [pages],
  );
  return {
    ...lists,
    totals: pages?.[0] && { entities: pages[0].entities.total, passages: pages[0].passages.total },
    more: found.hasNextPage && !found.isFetchingNextPage ? () => void found.fetchNextPage() : undefined,
    isLoading: found.isPending && q !== "",
    isLoadingMore: found.isFetchingNextPage,
    error: found.error,
    retry: () => void found.refetch(),
  };
}
