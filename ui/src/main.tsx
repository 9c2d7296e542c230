// In a layer of their own: whatever the order of the files, the page's own rules come after them.
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "./theme.css";

import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { queries } from "./api/read";
import { startWords } from "./i18n";
import { nonce } from "./nonce";
import { Gate } from "./shell/Gate";
import { Happenings } from "./shell/Happenings";
import { Shell } from "./shell/Shell";
import { applyDensity, density, language } from "./state/preferences";
import { theme } from "./theme";

const schemes = localStorageColorSchemeManager({ key: "entramado.scheme" });

// Before the first drawing: no flash of the other scheme, of another size or of another language.
const wanted = schemes.get("auto");
const darkNow = wanted === "dark" || (wanted === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.dataset.mantineColorScheme = darkNow ? "dark" : "light";
applyDensity(density.get());
density.subscribe(() => applyDensity(density.get()));
await startWords();
// Names of events and the like come from the server in the viewer's language.
language.subscribe(() => void queries.invalidateQueries());

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <MantineProvider theme={theme} colorSchemeManager={schemes} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <Notifications position="bottom-right" />
        <Gate>
          <Happenings />
          <Shell />
        </Gate>
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);
