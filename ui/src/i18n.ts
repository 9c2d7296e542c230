import i18n from "i18next";
import { initReactI18next } from "react-i18next";

import { language, type Language } from "./state/preferences";

type Words = Record<string, unknown>;

const english = import.meta.glob<Words>("./locales/en/*.json", { eager: true, import: "default" });
const spanish = import.meta.glob<Words>("./locales/es/*.json", { import: "default" });

const namespaceOf = (path: string) => path.replace(/^.*\/|\.json$/g, "");

/** Loads the words of a language and speaks it from then on. */
export async function speak(wanted: Language): Promise<void> {
  if (wanted === "es" && !i18n.hasResourceBundle("es", "shell")) {
    await Promise.all(
      Object.entries(spanish).map(async ([path, load]) =>
        i18n.addResourceBundle("es", namespaceOf(path), await load()),
      ),
    );
  }
  await i18n.changeLanguage(wanted);
  document.documentElement.lang = wanted;
}

/** Sets the words up in the viewer's language. Each file of locales/ is a namespace by its name. */
export async function startWords(): Promise<void> {
  await i18n.use(initReactI18next).init({
    resources: {
      en: Object.fromEntries(Object.entries(english).map(([path, words]) => [namespaceOf(path), words as never])),
    },
    lng: "en",
    fallbackLng: "en",
    defaultNS: "shell",
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(language.get());
  language.subscribe(() => void speak(language.get()));
}
