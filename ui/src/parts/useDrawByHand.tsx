import { lazy, Suspense, useState, type ReactNode } from "react";

import { keyOf, queries } from "@/api/read";
import { useSession } from "@/api/session";
import type { EntityRef, Session } from "@/api/types";
import { NameDialog } from "@/shell/NameDialog";

const DrawByHand = lazy(async () => ({ default: (await import("./DrawByHand")).DrawByHand }));

/** Drawing an entity or a link by hand, between the two given ones if any; `open` is null for a viewer who only reads. */
export function useDrawByHand([subject, object]: readonly EntityRef[]): { open: (() => void) | null; form: ReactNode } {
  const session = useSession();
  const [opened, setOpened] = useState(false);
  const open = session.can_write ? () => setOpened(true) : null;
  /** Whoever has said who he is goes on to the form. */
  const named = () => setOpened(Boolean(queries.getQueryData<Session>(keyOf("/api/session"))?.by));
  if (!opened) return { open, form: null };
  if (!session.by) return { open, form: <NameDialog opened close={named} /> };
  const form = (
    <Suspense>
      <DrawByHand opened close={() => setOpened(false)} {...(subject && { subject })} {...(object && { object })} />
    </Suspense>
  );
  return { open, form };
}
