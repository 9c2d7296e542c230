import { useEffect, useRef, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { matchRoute, Redirect, Route, Switch, useLocation, useRouter } from "wouter";

import { DrawByHandOffer } from "@/parts/DrawByHandOffer";
import { EmptyState, Loading } from "@/parts/states";
import { filterOpen } from "@/state/preferences";
import { useSelection } from "@/state/selection";
import { useStored } from "@/state/stored";
import { VIEWS } from "@/views";

import { Boundary } from "./Boundary";
import { Brush } from "./Brush";
import { FilterPanel } from "./FilterPanel";
import { HelpOverlay } from "./HelpOverlay";
import { Inspector } from "./Inspector";
import { Palette } from "./Palette";
import { Rail } from "./Rail";
import classes from "./Shell.module.css";
import { useShortcuts } from "./shortcuts";
import { useViewTitle } from "./title";
import { TopBar } from "./TopBar";
import { useFrameActions } from "./useFrameActions";

/** The frame around every view: rail, top bar, filter, inspector, density strip, palette and help. */
export function Shell() {
  const { t } = useTranslation();
  const { selected } = useSelection();
  const [filtering] = useStored(filterOpen);
  const { parser } = useRouter();
  const [path] = useLocation();
  const view = VIEWS.find((each) => matchRoute(parser, each.path, path)[0]);
  const main = useRef<HTMLElement>(null);
  useShortcuts();
  useFrameActions(view);
  useViewTitle(view ? t(`view.${view.name}`) : "");
  useFocusOn(main, path);

  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip} onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        {t("skip")}
      </a>
      <Rail />
      <TopBar filtered={view?.filtered ?? false} />
      <div className={classes.middle}>
        {view?.filtered && filtering && <FilterPanel />}
        <main ref={main} id="main" tabIndex={-1} className={classes.main} aria-label={view && t(`view.${view.name}`)}>
          <Boundary key={path}>
            <Suspense fallback={<Loading lines={10} />}>
              <Switch>
                <Route path="/">
                  <Redirect to={`/chart${window.location.search}`} replace />
                </Route>
                {VIEWS.map((each) => (
                  <Route key={each.name} path={each.path} component={each.component} />
                ))}
                <Route>
                  <EmptyState title={t("nowhere.title")}>{t("nowhere.do")}</EmptyState>
                </Route>
              </Switch>
            </Suspense>
          </Boundary>
        </main>
        {selected && <Inspector selected={selected} />}
      </div>
      {view?.filtered && <Brush />}
      <DrawByHandOffer />
      <Palette />
      <HelpOverlay />
    </div>
  );
}

/** Going to another view takes the focus there, so that the next key and a screen reader are where the eyes are. */
function useFocusOn(main: React.RefObject<HTMLElement | null>, path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [main, path]);
}
