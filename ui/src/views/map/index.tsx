import { ComingState } from "@/shell/ComingState";

export default function Map() {
  return <ComingState view="map" />;
}
