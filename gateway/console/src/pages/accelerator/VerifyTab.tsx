import { getRouteApi } from "@tanstack/react-router";
import { useAccelerator } from "./AcceleratorPage";
import { Verify } from "./Verify";

const route = getRouteApi("/accelerators/$id/verify");

export function VerifyTab() {
  const { accelerator } = useAccelerator();
  const { probe } = route.useSearch();
  const navigate = route.useNavigate();
  return <Verify accelerator={accelerator} probe={probe} onProbe={(id) => void navigate({ search: { probe: id } })} />;
}
