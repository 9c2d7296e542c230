import { ComingState } from "@/shell/ComingState";

export default function Chart() {
  return <ComingState view="chart" />;
}
