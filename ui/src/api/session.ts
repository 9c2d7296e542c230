import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";

import { api, setToken } from "./client";
import type { Session } from "./types";

const KEY = ["/api/session", null] as const;

/** Whether the server has said that the session is over: nothing but `entramado open` helps then. */
const over = { yes: false, listeners: new Set<() => void>() };

export const sessionOver = {
  say: () => {
    over.yes = true;
    for (const each of over.listeners) each();
  },
};

export function useSessionOver(): boolean {
  return useSyncExternalStore(
    (changed) => {
      over.listeners.add(changed);
      return () => over.listeners.delete(changed);
    },
    () => over.yes,
  );
}

/** The session as asked for; only the gate of the shell needs this, views have `useSession`. */
export function useAskedSession() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => {
      const { data } = await api.GET("/api/session", { signal });
      const session = data as Session;
      setToken(session.csrf);
      return session;
    },
  });
}

/** The case and the viewer. Inside the frame it is always there. */
export function useSession(): Session {
  const { data } = useAskedSession();
  if (!data) throw new Error("useSession stands outside of the frame, where no session is yet");
  return data;
}

/** Says who works here, and why when the case asks for a reason. Throws ApiError. */
export function useIntroduce(): (who: { by?: string; reason?: string }) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (who) => {
      await api.POST("/api/session", { body: who });
      await client.invalidateQueries({ queryKey: KEY });
    },
    [client],
  );
}
