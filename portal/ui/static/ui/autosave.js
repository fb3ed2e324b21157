/* A form that is saved while somebody types; the answer is the preview drawn anew. Loaded where such a form is. */
(() => {
  const form = document.querySelector("form[data-autosave]");
  let rest;
  let leaving = false;
  const save = async () => {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" } });
    if (answer.status !== 200 || leaving) return;
    form.elements.saves.value = answer.headers.get("X-Saves");
    document.getElementById(form.dataset.autosave).innerHTML = await answer.text();
  };
  form.addEventListener("input", () => {
    clearTimeout(rest);
    rest = setTimeout(save, 1500);
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(rest);
  });
})();
