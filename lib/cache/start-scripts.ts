import type { ScriptFile } from "./dress-page.ts";

/**
 * The inline script that lets a page's script files in: once its first picture is painted, or at the first touch or key,
 * or after three seconds, whatever comes first. A frame asked for is no frame shown: the browser is asked whether it has
 * painted, where it can tell. Until then the page is there to read, and its links and forms work.
 */
export const startScripts = (files: ScriptFile[]): string =>
  `(${starter.replace(/\n\s*/g, "")})(${JSON.stringify(files).replaceAll("<", "\\x3c")})`;

/** As text, so that it is the same bytes in every build and under every tool that runs this file. */
const starter = `function(files){
  function start(){
    while(files.length){
      var file=files.shift(),element=document.createElement("script");
      element.src=file[0];
      if(file[1])element.id=file[1];
      element.async=true;
      document.head.append(element);
    }
  }
  function soon(){requestAnimationFrame(function(){requestAnimationFrame(function(){setTimeout(start)})})}
  function afterPaint(){
    var types=self.PerformanceObserver&&self.PerformanceObserver.supportedEntryTypes||[];
    if(types.indexOf("paint")<0)return soon();
    new self.PerformanceObserver(function(list,observer){
      if(list.getEntriesByName("first-contentful-paint").length){observer.disconnect();soon()}
    }).observe({type:"paint",buffered:true})
  }
  var picture=document.querySelector("img[fetchpriority=high]");
  if(!picture||picture.complete)afterPaint();
  else{picture.addEventListener("load",afterPaint);picture.addEventListener("error",afterPaint)}
  ["pointerdown","keydown"].forEach(function(type){addEventListener(type,start,{capture:true,once:true,passive:true})});
  setTimeout(start,3000)
}`;
