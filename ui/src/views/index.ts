import {
  IconBinaryTree2,
  IconChecklist,
  IconFiles,
  IconGitCompare,
  IconMap2,
  IconReportAnalytics,
  IconSearch,
  IconTimeline,
  IconUsers,
  type Icon,
} from "@tabler/icons-react";
import { lazy, type ComponentType, type LazyExoticComponent } from "react";

/** A screen of the page. Its words are the namespace of its name; its component loads with its folder, when it is gone to. */
export interface View {
  name: string;
  /** Pattern of its address (wouter). */
  path: string;
  component: LazyExoticComponent<ComponentType>;
  /** Where the rail leads and the key after "g" that goes there; what is reached from another view has none. */
  rail?: { to: string; icon: Icon; key: string };
  /** Whether the filter applies, so that its button and the density strip are shown. */
  filtered?: boolean;
}

/** Every screen, in the order of the rail. A view is added here and nowhere else. */
export const VIEWS: readonly View[] = [
  {
    name: "chart",
    path: "/chart",
    component: lazy(() => import("./chart")),
    rail: { to: "/chart", icon: IconBinaryTree2, key: "c" },
    filtered: true,
  },
  {
    name: "map",
    path: "/map",
    component: lazy(() => import("./map")),
    rail: { to: "/map", icon: IconMap2, key: "m" },
    filtered: true,
  },
  {
    name: "timeline",
    path: "/timeline",
    component: lazy(() => import("./timeline")),
    rail: { to: "/timeline", icon: IconTimeline, key: "t" },
    filtered: true,
  },
  {
    name: "documents",
    path: "/documents",
    component: lazy(() => import("./documents")),
    rail: { to: "/documents", icon: IconFiles, key: "d" },
  },
  { name: "reader", path: "/documents/:id", component: lazy(() => import("./reader")) },
  {
    name: "subjects",
    path: "/subjects",
    component: lazy(() => import("./subjects")),
    rail: { to: "/subjects", icon: IconUsers, key: "s" },
  },
  { name: "subject", path: "/subjects/:id", component: lazy(() => import("./subject")) },
  {
    name: "analyses",
    path: "/analyses/:analysis?",
    component: lazy(() => import("./analyses")),
    rail: { to: "/analyses", icon: IconReportAnalytics, key: "a" },
  },
  {
    name: "disagreements",
    path: "/disagreements",
    component: lazy(() => import("./disagreements")),
    rail: { to: "/disagreements", icon: IconGitCompare, key: "x" },
  },
  {
    name: "review",
    path: "/review",
    component: lazy(() => import("./review")),
    rail: { to: "/review", icon: IconChecklist, key: "r" },
  },
  {
    name: "search",
    path: "/search",
    component: lazy(() => import("./search")),
    rail: { to: "/search", icon: IconSearch, key: "f" },
  },
];
