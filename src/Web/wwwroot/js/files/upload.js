import { Problem } from "../api/problem.js";

/** @typedef {{answer: Promise<any>, cancel: () => void}} Upload */

/**
 * Sends one file and tells how far it is. Not by fetch, which cannot tell.
 * @param {any} api @param {string} conversationId @param {File} file @param {(share: number) => void} progress
 * @returns {Upload}
 */
export function upload(api, conversationId, file, progress) {
  const request = new XMLHttpRequest();
  const answer = new Promise((resolve, reject) => {
    request.open("POST", `/api/v1/attachments?conversationId=${encodeURIComponent(conversationId)}`);
    request.setRequestHeader("x-xbees-antiforgery", api.antiforgery);
    request.setRequestHeader("accept", "application/json");
    request.upload.addEventListener("progress", event => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener("load", () => {
      const body = read(request.responseText);
      if (request.status === 201 && body) resolve(body);
      else if (request.status < 300) reject(Problem.network());
      else reject(new Problem(request.status, body ?? { title: request.statusText }, Number.parseInt(request.getResponseHeader("retry-after") ?? "", 10) || null));
    });
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => reject(Problem.network()));
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
  return { answer, cancel: () => request.abort() };
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Not from us but from something between: the status says it all.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
