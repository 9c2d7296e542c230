import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useInfiniteQuery,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { MaybeOptionalInit } from "openapi-fetch";
import { useMemo } from "react";

import { api, ApiError } from "./client";
import type { paths } from "./schema";
import { sessionOver } from "./session";
import type { Answer, Page, ReadPath } from "./types";

/** Parameters of an address: `{ params: { path, query } }` as the API declares them. */
export type Asked<P extends ReadPath> =
  NonNullable<MaybeOptionalInit<paths[P], "get">> extends { params?: infer A } ? A : never;

/** All answers that the page holds. An answer stays on the screen until its successor is there. */
export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => error instanceof ApiError && error.status === 401 && sessionOver.say(),
  }),
  defaultOptions: {
    queries: {
      // The server tells when the map changes (events.ts): until then an answer is as good as new.
      staleTime: Infinity,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
    },
  },
});

/** The key under which an answer is held: the address, then its parameters (the filter with them). */
export function keyOf<P extends ReadPath>(path: P, asked?: Asked<P>): readonly unknown[] {
  return [path, asked ?? null];
}

/** One GET outside of a component. Throws ApiError. */
export async function read<P extends ReadPath>(path: P, asked?: Asked<P>, signal?: AbortSignal): Promise<Answer<P>> {
  // openapi-fetch works out each address's own parameters; for a path that is itself a parameter the compiler cannot.
  const get = api.GET as unknown as (
    path: P,
    init: { params?: unknown; signal?: AbortSignal },
  ) => Promise<{ data?: Answer<P> }>;
  const { data } = await get(path, { params: asked, ...(signal && { signal }) });
  return data as Answer<P>;
}

export interface How {
  /** False leaves the question unasked for now. */
  enabled?: boolean;
  /** True shows the answer to the question before (another filter, a shorter search) until the new one is there. */
  keep?: boolean;
}

/** One GET for a component: `useRead("/api/pairs/{pair}", { path: { pair } })`. Aborted when the component goes. */
export function useRead<P extends ReadPath>(
  path: P,
  asked?: Asked<P>,
  how: How = {},
): UseQueryResult<Answer<P>, Error> {
  return useQuery<Answer<P>>({
    queryKey: keyOf(path, asked),
    queryFn: ({ signal }) => read(path, asked, signal),
    enabled: how.enabled ?? true,
    ...(how.keep && { placeholderData: keepPreviousData as never }),
  });
}

/** Addresses that answer in pages. */
export type PagedPath = {
  [P in ReadPath]: Answer<P> extends Page<unknown> ? P : never;
}[ReadPath];

/** What the pages of an address are made of. */
type ItemOf<P extends PagedPath> = Answer<P> extends { items: (infer T)[] } ? T : never;

export interface Pages<T> {
  items: T[];
  /** Length of the whole list; undefined until known. */
  total: number | undefined;
  more: (() => void) | undefined;
  isLoading: boolean;
  isLoadingMore: boolean;
  error: Error | null;
  retry: () => void;
}

/** A list that grows by its pages: give `more` to parts/More, or call it when the end comes into sight. */
export function usePages<P extends PagedPath>(path: P, asked?: Asked<P>, how: How = {}): Pages<ItemOf<P>> {
  const found = useInfiniteQuery({
    queryKey: [...keyOf(path, asked), "pages"],
    queryFn: ({ signal, pageParam }) =>
      read(path, withCursor(asked, pageParam), signal) as unknown as Promise<Page<ItemOf<P>>>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: how.enabled ?? true,
    ...(how.keep && { placeholderData: keepPreviousData }),
  });
  const pages = found.data?.pages;
  const items = useMemo(() => (pages ?? []).flatMap((page) => page.items), [pages]);
  return {
    items,
    total: pages?.at(-1)?.total,
    more: found.hasNextPage && !found.isFetchingNextPage ? () => void found.fetchNextPage() : undefined,
    isLoading: found.isPending && found.fetchStatus !== "idle",
    isLoadingMore: found.isFetchingNextPage,
    error: found.error,
    retry: () => void found.refetch(),
  };
}

function withCursor<P extends ReadPath>(asked: Asked<P> | undefined, cursor: string | null): Asked<P> {
  const { query, ...rest } = (asked ?? {}) as { query?: object };
  return { ...rest, query: { ...query, ...(cursor && { cursor }) } } as Asked<P>;
}
