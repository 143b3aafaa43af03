/** A sentence of the service with its translation; placeholders stand for names and numbers. */
export type Sentence = readonly [english: string, translation: string];

/** Sentences of the catalog about bundles, in Chinese. Longer ones come first. */
export const CHINESE: Sentence[] = [
  [
    "{{a}} is the cheapest specification that fits: {{b}} of its {{c}} regions, {{d}} of its {{e}} Mbit/s and {{f}} of its {{g}} connections are needed",
    "{{a}} 是满足需求的最便宜规格：需要其 {{c}} 个地域中的 {{b}} 个、{{e}} Mbit/s 中的 {{d}} Mbit/s、{{g}} 个连接中的 {{f}} 个",
  ],
  ["{{a}} bandwidth reaches servers outside the operator's cloud", "{{a}}带宽可到达云外服务器"],
  ["{{a}} bandwidth reaches servers in the operator's cloud", "{{a}}带宽可到达云上服务器"],
  ["{{a}} bandwidth reaches only servers in the operator's cloud", "{{a}}带宽仅可到达云上服务器"],
  [
    "{{a}} bandwidth is global: it carries traffic from {{b}} to {{c}} through Hong Kong without another plan; a cross-border plan would improve it",
    "{{a}}带宽覆盖全球：流量从{{b}}经香港到{{c}}，无需其他带宽包；跨境带宽包可进一步改善",
  ],
  [
    "{{a}} bandwidth is global: it carries traffic from {{b}} to {{c}} and a cross-border plan of {{d}} Mbit/s improves the way across the border",
    "{{a}}带宽覆盖全球：流量从{{b}}到{{c}}，{{d}} Mbit/s 的跨境带宽包改善跨境线路",
  ],
  ["{{a}} bandwidth is global: it carries traffic from {{b}} to {{c}} without another plan", "{{a}}带宽覆盖全球：流量从{{b}}到{{c}}，无需其他带宽包"],
  ["{{a}} bandwidth covers mainland China, where both {{b}} and {{c}} are", "{{a}}带宽覆盖中国内地，{{b}}和{{c}}均在其中"],
  [
    "{{a}} bandwidth covers mainland China; a cross-border plan of {{b}} Mbit/s carries traffic from {{c}} to {{d}}",
    "{{a}}带宽覆盖中国内地；{{b}} Mbit/s 的跨境带宽包承载从{{c}}到{{d}}的流量",
  ],
  ["{{a}} clients can connect in {{b}}", "{{a}} 客户端可在{{b}}接入"],
  [
    "Note: a web service needs an ICP number before it may serve users in mainland China; this has none, so it must not be one",
    "注意：网站须有 ICP 备案号才能向中国内地用户提供服务；此服务没有备案号，因此不得是网站",
  ],
  ["larger than needed; {{a}} suffices", "大于所需；{{a}} 已足够"],
  ["dearer than {{a}}, which fits as well", "比同样合适的 {{a}} 更贵"],
  ["IPv6 clients cannot connect in {{a}}", "IPv6 客户端不能在{{a}}接入"],
  ["a web service needs an ICP number before it may serve users in {{a}}", "网站须有 ICP 备案号才能向{{a}}的用户提供服务"],
  ["{{a}} bandwidth starts or ends in mainland China, and neither {{b}} nor {{c}} is there", "{{a}}带宽须有一端在中国内地，{{b}}和{{c}}均不在"],
  ["{{a}} bandwidth needs a cross-border plan between {{b}} and {{c}}", "{{a}}带宽需要{{b}}与{{c}}之间的跨境带宽包"],
  ["{{a}} bandwidth does not cover a route from {{b}} through {{c}} to {{d}}", "{{a}}带宽不覆盖从{{b}}经{{c}}到{{d}}的线路"],
  ["a cross-border plan carries nothing here: no way to {{a}} crosses a border", "跨境带宽包在此无流量：到{{a}}的线路不跨境"],
  ["{{a}} regions need {{b}} Mbit/s at least, {{c}} were asked for", "{{a}} 个地域至少需要 {{b}} Mbit/s，当前为 {{c}} Mbit/s"],
  ["{{a}} accelerates {{b}} regions, {{c}} are needed", "{{a}} 可加速 {{b}} 个地域，需要 {{c}} 个"],
  ["{{a}} carries {{b}} Mbit/s, {{c}} are needed", "{{a}} 可承载 {{b}} Mbit/s，需要 {{c}} Mbit/s"],
  ["{{a}} carries {{b}} Mbit/s, {{c}} are to cross the border", "{{a}} 可承载 {{b}} Mbit/s，需跨境 {{c}} Mbit/s"],
  ["{{a}} holds {{b}} connections, {{c}} are needed", "{{a}} 可容纳 {{b}} 个连接，需要 {{c}} 个"],
];

/** Each part of a text between semicolons in other words; as it is where no sentence fits. */
export function inOtherWords(text: string, sentences: Sentence[], name: (name: string) => string): string {
  return whole(text, sentences, name) ?? text.split("; ").map((part) => whole(part, sentences, name) ?? part).join("；");
}

function whole(text: string, sentences: Sentence[], name: (name: string) => string): string | undefined {
  for (const [english, translation] of sentences) {
    const pattern = english.replaceAll(/[.*+?^$()[\]\\|]/g, "\\$&").replaceAll(/\{\{(\w)\}\}/g, "(?<$1>.+?)");
    const groups = new RegExp(`^${pattern}$`).exec(text)?.groups;
    if (groups || text === english) {
      return translation.replaceAll(/\{\{(\w)\}\}/g, (_, placeholder: string) => (groups?.[placeholder] ?? "").split(", ").map(name).join("、"));
    }
  }
  return undefined;
}
