import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en";

export type Language = "en" | "zh";

export const LANGUAGES: Record<Language, string> = { en: "English", zh: "中文" };

const KEPT = "sixlane.language";

function preferred(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === "en" || kept === "zh") {
    return kept;
  }
  return navigator.languages.some((language) => language.startsWith("zh")) ? "zh" : "en";
}

/** English is part of the first page; Chinese comes when it is wanted. */
export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  await use(preferred());
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await use(language);
}

let translate: ((text: string, name: (name: string) => string) => string) | undefined;

/** A sentence of a service in the viewer's language; names in it by a function. */
export function inViewersLanguage(text: string, name: (name: string) => string): string {
  return i18next.language === "zh" && translate ? translate(text, name) : text;
}

async function use(language: Language): Promise<void> {
  if (language === "zh" && !i18next.hasResourceBundle("zh", "translation")) {
    const { zh, CHINESE, inOtherWords } = await import("./chinese");
    i18next.addResourceBundle("zh", "translation", zh);
    translate = (text, name) => inOtherWords(text, CHINESE, name);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    returnNull: false;
  }
}
