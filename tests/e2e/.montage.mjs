import { launch } from "./browser.mjs"; import {readFileSync} from "node:fs";
const [out, crop, ...files] = process.argv.slice(2);
const [cw,ch,cy]=crop.split("x").map(Number);
const b=await launch(); const p=await (await b.newContext({viewport:{width:cw*files.length+8*files.length,height:ch}})).newPage();
await p.setContent("<body style='margin:0;display:flex;gap:8px;background:#888'>"+files.map(f=>`<div style="width:${cw}px;height:${ch}px;overflow:hidden"><img style="margin-top:-${cy||0}px;width:${cw}px" src="data:image/png;base64,${readFileSync(f).toString("base64")}"></div>`).join(""));
await p.waitForTimeout(300); await p.screenshot({path:out}); await b.close();
