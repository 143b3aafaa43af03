// All that Chinese takes, in one file that comes when it is wanted.
export { CHINESE, inOtherWords } from "./sentences";
export { zh } from "./zh";
