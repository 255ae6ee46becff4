import { textOn } from "@beckon/domain/contrast.ts";
import { LANGUAGES, type Language } from "@beckon/protocol/words.ts";

const WORDS: Record<Language, { label: string; opens: string }> = {
  en: { label: "Get help", opens: "opens in a new tab" },
  de: { label: "Hilfe erhalten", opens: "öffnet einen neuen Tab" },
  es: { label: "Obtener ayuda", opens: "se abre en una pestaña nueva" },
};

/**
 * The script that puts a module's button on any web site [M12]. Its looks are a constructed sheet in a shadow root, so that a
 * policy needs to allow this script and nothing else; it asks for nothing, keeps nothing and leaves the page alone. With
 * `data-here` on the script's tag the button stands where the tag is, else in the corner.
 */
export function buttonScript({ url, label, accent }: { url: string; label: string; accent: string }): string {
  const words = Object.fromEntries(
    LANGUAGES.map((language) => [language, { ...WORDS[language], ...(label === "" ? {} : { label }) }]),
  );
  const on = textOn(accent);
  const edge = on === "#ffffff" ? "#000000" : "#ffffff";
  const style = [
    `:host{all:initial}`,
    `:host(.corner){position:fixed;right:16px;bottom:16px;z-index:2147483000}`,
    `a{display:inline-block;box-sizing:border-box;max-width:min(20rem,calc(100vw - 32px));padding:12px 20px;border-radius:999px;` +
      `background:${accent};color:${on};border:1px solid ${on};font:600 16px/1.3 system-ui,sans-serif;text-align:center;text-decoration:none;overflow-wrap:anywhere}`,
    `a:hover{text-decoration:underline}`,
    `a:focus-visible{outline:3px solid ${on};outline-offset:0;box-shadow:0 0 0 5px ${edge}}`,
    `@media print{:host{display:none}}`,
    `@media (forced-colors:active){a{border-color:LinkText}}`,
  ].join("");
  const about = JSON.stringify({ url, words, style }).replace(
    /[\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16)}`,
  );
  return `(function(){"use strict";
var about=${about},tag=document.currentScript;
var language=(document.documentElement.lang||navigator.language||"").slice(0,2).toLowerCase();
var words=Object.hasOwn(about.words,language)?about.words[language]:about.words.en;
var here=tag&&tag.hasAttribute("data-here"),host=document.createElement(here?"div":"aside"),root=host.attachShadow({mode:"open"}),sheet=new CSSStyleSheet(),link=document.createElement("a");
sheet.replaceSync(about.style);root.adoptedStyleSheets=[sheet];
link.href=about.url;link.target="_blank";link.rel="noopener";link.referrerPolicy="no-referrer";
link.textContent=words.label;link.setAttribute("aria-label",words.label+" ("+words.opens+")");
root.append(link);
if(!here){host.className="corner";host.setAttribute("aria-label",words.label)}
function put(){if(here)tag.after(host);else document.body.append(host)}
if(document.body)put();else document.addEventListener("DOMContentLoaded",put);
})();
`;
}
