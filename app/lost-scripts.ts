import { MESSAGE_VERSION } from "../protocol/versions.ts";
import { SPENT_KEY } from "./device/updates/spent.ts";

/**
 * R10: runs before anything else, and again where a script of the page fails. It takes that script out of the document,
 * because the page's runtime waits for ever for one that is there and has failed before it looked. A page that nothing else
 * has brought to life yet asks the worker what became of its release, and reloads once where that is past saving: under the
 * one guard of R6, as whoever follows updates would.
 */
export const LOST_SCRIPTS_SCRIPT = `addEventListener("error",({target:t})=>{
if(t.tagName!=="SCRIPT")return;
t.remove();
try{
const w=navigator.serviceWorker,r=document.documentElement.dataset.release,alive=()=>document.documentElement.dataset.swState;
if(!w.controller||!r||alive())return;
w.onmessage=({data:m})=>{
if(m.type!=="UNRECOVERABLE"||m.release!==r||alive())return;
const k=r+"@"+m.deployment,b=JSON.parse(sessionStorage.getItem("${SPENT_KEY}")||"[]");
if(b.includes(k))return;
sessionStorage.setItem("${SPENT_KEY}",JSON.stringify([...b,k]));
location.reload()};
w.controller.postMessage({type:"HELLO",version:${MESSAGE_VERSION},release:r,claimed:false})
}catch{}
},true)`.replaceAll("\n", "");
