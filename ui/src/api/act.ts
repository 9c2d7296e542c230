import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";

import { ApiError } from "./client";
import { sessionOver } from "./session";

/**
 * An act (POST, PUT, DELETE) for a component: `useAct(() => api.POST("/api/…", { body }))`. When it is done, every answer is
 * asked for again, the old ones staying on the screen meanwhile. `error` is an ApiError with the server's own words.
 */
export function useAct<V = void, A = unknown>(
  act: (input: V) => Promise<{ data?: A }>,
): UseMutationResult<A | undefined, Error, V> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: V) => (await act(input)).data,
    onSuccess: () => client.invalidateQueries(),
    onError: (error) => {
      if (error instanceof ApiError && error.status === 401) sessionOver.say();
    },
  });
}
