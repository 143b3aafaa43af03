import { useEffect, useRef, useState } from "react";

const SHOWN_MILLIS = 1_500;

/** Text that a click copies. Where the browser keeps the clipboard closed, the click selects it. */
export function CopyableText({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  const code = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      if (code.current) {
        window.getSelection()?.selectAllChildren(code.current);
      }
    }
  }

  return (
    <span className="copyable">
      <code ref={code}>{text}</code>
      <button type="button" onClick={copy} aria-label={`Copy ${what} ${text}`}>
        {copied ? "Copied" : "Copy"}
      </button>
      <span className="only-heard" role="status">
        {copied ? "Copied" : ""}
      </span>
    </span>
  );
}
