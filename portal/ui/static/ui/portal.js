/* Comfort on top of pages that work without it. */
(() => {
  const all = (selector, work) => document.querySelectorAll(selector).forEach(work);

  // A form is sent once; coming back by the browser's button makes it ready again.
  const sent = new WeakSet();
  all("form", (form) => { form.noValidate = true; });
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (sent.has(event.target)) return event.preventDefault();
    sent.add(event.target);
    event.submitter?.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    all("form", (form) => sent.delete(form));
    all("[aria-disabled]", (button) => button.removeAttribute("aria-disabled"));
  });

  // Characters left, told to a screen reader only when typing rests.
  all("textarea[data-limit]", (box) => {
    const limit = Number(box.dataset.limit);
    const line = document.createElement("p");
    const spoken = document.createElement("p");
    line.className = "sup";
    line.ariaHidden = "true";
    spoken.className = "hide";
    spoken.role = "status";
    let rest;
    const tell = () => {
      const left = limit - [...box.value].length;
      line.textContent = left >= 0 ? `あと${left}文字` : `${-left}文字こえています`;
      line.classList.toggle("err", left < 0);
      clearTimeout(rest);
      rest = setTimeout(() => { spoken.textContent = line.textContent; }, 1000);
    };
    box.closest(".box").after(line, spoken);
    box.addEventListener("input", tell);
    tell();
  });

  // Show what was typed as a password.
  all("input[type=password]", (field) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn ghost small";
    const show = (on) => {
      field.type = on ? "text" : "password";
      button.textContent = on ? "かくす" : "表示する";
      button.ariaLabel = on ? "パスワードをかくす" : "パスワードを表示する";
    };
    button.addEventListener("click", () => show(field.type === "password"));
    field.form?.addEventListener("submit", () => show(false));
    show(false);
    field.after(button);
  });

  // Buttons that only a script can serve are hidden until it is here.
  all("[data-print],[data-scripted]", (button) => { button.hidden = false; });
  all("[data-print]", (button) => button.addEventListener("click", () => window.print()));

  // Lists that apply a choice at once, where the form asks for it.
  all("form[data-auto]", (form) => form.addEventListener("change", () => form.requestSubmit()));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    all(".menu[open]", (menu) => { menu.open = false; menu.firstElementChild.focus(); });
  });
})();
