/** The words of a search, as the address of the page has them. */
export function wordsOf(search: string): string {
  return new URLSearchParams(search).get("q") ?? "";
}

/** The query of the page with these words; what else it has stays. */
export function withWords(search: string, words: string): string {
  const parameters = new URLSearchParams(search);
  if (words === "") {
    parameters.delete("q");
  } else {
    parameters.set("q", words);
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
