// sorts and filters the lists of recordings, and plays their sounds from there
(() => {
  "use strict";
  // worst first: up is better for "up", so the smallest come first; what has no number comes last
  const compare = (column, sign) => (a, b) => {
    const x = a.cells[column]?.dataset.v ?? "";
    const y = b.cells[column]?.dataset.v ?? "";
    if (x === "" || y === "") {
      return (x === "" ? 1 : 0) - (y === "" ? 1 : 0);
    }
    return Number(x) === Number(y) ? 0 : sign * (Number(x) < Number(y) ? -1 : 1);
  };
  document.querySelectorAll(".ranking").forEach((ranking) => {
    const table = ranking.querySelector("table");
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const chain = ranking.querySelector(".chain");
    const count = ranking.querySelector(".rows");
    const show = () => {
      let left = count ? Number(count.value) : rows.length;
      for (const row of rows) {
        const chosen = !chain || chain.value === "" || row.dataset.chain === chain.value;
        row.hidden = !chosen || left <= 0;
        left -= chosen ? 1 : 0;
      }
    };
    const sort = (column, turned) => {
      const sign = (heads[column].dataset.better === "down" ? -1 : 1) * (turned ? -1 : 1);
      rows.sort(compare(column, sign));
      body.append(...rows);
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      heads[column].setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      heads[column].dataset.turned = turned ? "1" : "";
      show();
    };
    heads.forEach((head, column) => {
      const button = head.querySelector("button");
      if (button) {
        button.disabled = false;
        button.addEventListener("click", () =>
          sort(column, head.hasAttribute("aria-sort") ? head.dataset.turned !== "1" : false));
      }
    });
    for (const select of [chain, count]) {
      select?.addEventListener("change", show);
    }
    ranking.querySelectorAll(".controls, .play").forEach((control) => (control.hidden = false));
    if (Number(table.dataset.lead) >= 0) {
      sort(Number(table.dataset.lead) + 2, false);
    }
  });
  // one sound at a time
  document.addEventListener("play", (event) => {
    for (const audio of document.querySelectorAll("audio")) {
      if (audio !== event.target) {
        audio.pause();
      }
    }
  }, true);
  document.querySelectorAll(".play").forEach((button) => {
    const audio = document.getElementById(button.dataset.sound)
      ?? document.getElementById(button.dataset.else);
    if (!audio) {
      button.remove();
      return;
    }
    const mine = () => button.dataset.playing === "1";
    button.addEventListener("click", () => {
      if (mine() && !audio.paused) {
        audio.pause();
      } else {
        audio.currentTime = 0;
        audio.play();
        button.dataset.playing = "1";
        button.textContent = "■";
      }
    });
    for (const end of ["pause", "ended"]) {
      audio.addEventListener(end, () => {
        button.dataset.playing = "";
        button.textContent = "▶";
      });
    }
  });
  // browsers that do not open what a link points into
  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    const details = target?.closest("details");
    if (details) {
      details.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", open);
  open();
})();
