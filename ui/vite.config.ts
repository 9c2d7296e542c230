import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `npm run dev` asks a running `entramado open` for its data: tell where with ENTRAMADO_SERVER. */
const server = process.env.ENTRAMADO_SERVER ?? "http://127.0.0.1:8765";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": here("./src") } },
  build: {
    outDir: here("../src/entramado/web/page"),
    emptyOutDir: true,
    target: "es2023",
    // The server's content policy admits files of its own alone: no inline script, no data: script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What views share comes as a few files: without this every icon would be a file of its own.
          groups: [
            { name: "icons", test: /node_modules[\\/]@tabler/ },
            { name: "parts", test: /src[\\/](parts|state|api)[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: server, changeOrigin: true, headers: { origin: server } } },
  },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
