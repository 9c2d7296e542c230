import { useEffect } from "react";

import { useSession } from "@/api/session";

/** The name of the view, and the name of what it shows, which says more. Views take effect before the frame does. */
const names = { view: "", shown: "" };

function write(caseName: string): void {
  document.title = [names.shown || names.view, caseName, "Entramado"].filter(Boolean).join(" · ");
}

/** Names the page in the browser's tab and history by the view. For the frame. */
export function useViewTitle(view: string): void {
  const session = useSession();
  useEffect(() => {
    names.view = view;
    write(session.case);
  }, [view, session.case]);
}

/** Names the page by what a view shows: "Ana Ejemplo · CASE · Entramado". Undefined until it is known. */
export function useTitle(shown: string | undefined): void {
  const session = useSession();
  useEffect(() => {
    names.shown = shown ?? "";
    write(session.case);
    return () => {
      names.shown = "";
      write(session.case);
    };
  }, [shown, session.case]);
}
