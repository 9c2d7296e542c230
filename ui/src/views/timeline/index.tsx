import { ComingState } from "@/shell/ComingState";

export default function Timeline() {
  return <ComingState view="timeline" />;
}
