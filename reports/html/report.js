// What the drawings of a report do when somebody touches them: tell what is pointed at, zoom, and
// leave out what is not wanted. Without it the page says the same, standing still.
"use strict";
(() => {
  const tip = document.getElementById("tip");
  const spoken = document.getElementById("spoken");
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  // --- What is pointed at.
  let pointed = null;
  function point(element, at) {
    if (pointed) pointed.classList.remove("is-pointed");
    pointed = element;
    tip.hidden = !element;
    if (!element) return;
    element.classList.add("is-pointed");
    tip.textContent = element.getAttribute("data-tip");
    const box = tip.getBoundingClientRect();
    const x = Math.max(4, Math.min(at.x + 14, innerWidth - box.width - 4));
    const below = at.y + 18;
    const y = below + box.height > innerHeight ? Math.max(4, at.y - box.height - 12) : below;
    tip.style.left = x + "px";
    tip.style.top = y + "px";
  }
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const element = event.target.closest ? event.target.closest("[data-tip]") : null;
    if (element || tip.dataset.by !== "keys") {
      tip.dataset.by = "pointer";
      point(element, { x: event.clientX, y: event.clientY });
    }
  });
  document.addEventListener("click", (event) => {
    const element = event.target.closest ? event.target.closest("[data-tip]") : null;
    point(element, { x: event.clientX, y: event.clientY });
  });

  // With the keys: from one thing to the next in the order of the drawing.
  function step(drawing, by, toNextLane) {
    const items = all("[data-tip]", drawing);
    if (items.length === 0) return;
    let place = items.indexOf(pointed);
    if (place < 0) {
      place = by > 0 ? 0 : items.length - 1;
    } else if (toNextLane) {
      const lane = items[place].parentNode;
      while (items[place + by] && items[place].parentNode === lane) place += by;
    } else {
      place = Math.max(0, Math.min(items.length - 1, place + by));
    }
    const element = items[place];
    tip.dataset.by = "keys";
    const box = element.getBoundingClientRect();
    point(element, { x: box.left + Math.min(box.width, 40) / 2, y: box.bottom - 8 });
    spoken.textContent = element.getAttribute("data-tip");
  }

  // --- Time: every drawing of one stretch of time is zoomed together.
  const units = [["s", 1e9], ["ms", 1e6], ["us", 1e3], ["ns", 1]];
  function timeText(ns) {
    if (ns === 0) return "0 s";
    const [unit, size] = units.find((it) => ns >= it[1]) || units[3];
    return String(Number((ns / size).toPrecision(12))) + " " + unit;
  }
  function marks(from, to, most) {
    const least = Math.max(1, (to - from) / most);
    const power = Math.pow(10, Math.floor(Math.log10(least)));
    const step = [1, 2, 5, 10].map((it) => it * power).find((it) => it >= least * 0.999999);
    const found = [];
    for (let at = Math.ceil(from / step - 1e-9) * step; at <= to; at += step) found.push(at);
    return found;
  }

  class TimeDrawing {
    constructor(svg) {
      const number = (name) => Number(svg.dataset[name]);
      Object.assign(this, {
        svg, from: number("from"), to: number("to"), left: number("left"), right: number("right"),
        axis: svg.querySelector(".axis"), top: 24,
      });
      this.bottom = Number(svg.getAttribute("viewBox").split(" ")[3]) - 4;
      const attribute = (element, name) => Number(element.getAttribute(name));
      const plot = svg.querySelector(".plot");
      this.rects = all("rect", plot).map((it) => [it, attribute(it, "x"), attribute(it, "width")]);
      this.lines = all("line.m", plot).map((it) => [it, attribute(it, "x1"), attribute(it, "x2")]);
      this.curves = all("path.curve", plot);
    }
    show(begin, end) {
      const width = this.right - this.left;
      const scale = 1 / (end - begin);
      const offset = this.left - scale * (this.left + begin * width);
      const place = (x) => (x * scale + offset).toFixed(2);
      for (const [rect, x, length] of this.rects) {
        rect.setAttribute("x", place(x));
        rect.setAttribute("width", (length * scale).toFixed(2));
        rect.classList.toggle("narrow", length * scale < 2);
      }
      for (const [line, x1, x2] of this.lines) {
        line.setAttribute("x1", place(x1));
        line.setAttribute("x2", place(x2));
      }
      for (const curve of this.curves) {
        curve.setAttribute("transform", `translate(${offset.toFixed(3)} 0) scale(${scale} 1)`);
      }
      this.mark(begin, end);
    }
    mark(begin, end) {
      const length = this.to - this.from;
      const from = this.from + begin * length;
      const to = this.from + end * length;
      const parts = [];
      for (const at of marks(from, to, 8)) {
        const x = this.left + (at - from) / Math.max(1, to - from) * (this.right - this.left);
        const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
        const set = (element, values) => {
          for (const name of Object.keys(values)) element.setAttribute(name, values[name]);
        };
        set(line, { class: "grid", x1: x, x2: x, y1: this.top, y2: this.bottom });
        const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
        set(text, { class: "mark", x, y: this.top - 6 });
        text.textContent = timeText(Math.round(at));
        parts.push(line, text);
      }
      this.axis.replaceChildren(...parts);
    }
  }

  const groups = new Map();  // by the stretch of time
  for (const svg of all("svg.figure[data-from]")) {
    const key = svg.dataset.from + " " + svg.dataset.to;
    if (!groups.has(key)) groups.set(key, { drawings: [], begin: 0, end: 1 });
    groups.get(key).drawings.push(new TimeDrawing(svg));
  }
  function groupOf(drawing) {
    const svg = drawing.querySelector("svg.figure[data-from]");
    return svg ? groups.get(svg.dataset.from + " " + svg.dataset.to) : null;
  }
  let isWaiting = false;
  function show(group, begin, end) {
    const length = Math.max(1e-6, Math.min(1, end - begin));
    group.begin = Math.max(0, Math.min(1 - length, begin));
    group.end = group.begin + length;
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      for (const it of groups.values()) {
        for (const drawing of it.drawings) drawing.show(it.begin, it.end);
      }
    });
  }
  function zoom(group, factor, middle = 0.5) {
    const length = group.end - group.begin;
    const at = group.begin + middle * length;
    show(group, at - middle * length * factor, at + (1 - middle) * length * factor);
  }
  const move = (group, part) => {
    const by = part * (group.end - group.begin);
    show(group, group.begin + by, group.end + by);
  };

  const actions = {
    in: (group) => zoom(group, 0.5),
    out: (group) => zoom(group, 2),
    left: (group) => move(group, -0.25),
    right: (group) => move(group, 0.25),
    whole: (group) => show(group, 0, 1),
  };
  for (const button of all("button[data-do]")) {
    button.addEventListener("click", () => {
      const group = groupOf(button.closest("figure"));
      if (group) actions[button.dataset.do](group);
    });
  }

  // --- Steps: a drawing whose rows are gone through one by one.
  class Steps {
    constructor(svg) {
      this.drawing = svg.closest(".drawing");
      this.figure = svg.closest("figure");
      this.rows = all(".step, g.no-return", svg);
      this.stops = all(".step", svg);
      this.names = all(".head.column", svg).map((it) => it.dataset.name);
      this.heads = svg.querySelector(".heads");
      this.drawing.classList.add("is-stepped");
      this.drawing.addEventListener("scroll", () => {
        this.heads.setAttribute("transform", `translate(0 ${this.drawing.scrollTop})`);
      });
      for (const button of all("button[data-go]", this.figure)) {
        button.addEventListener("click", () => this.go(button.dataset.go));
      }
      this.stops.forEach((stop, place) => stop.addEventListener("click", () => this.show(place, true)));
      this.show(0, false);
    }
    go(where) {
      const last = this.stops.length - 1;
      const places = { first: 0, previous: this.at - 1, next: this.at + 1, last };
      this.show(Math.max(0, Math.min(last, places[where])), true);
    }
    /// isAsked: by somebody; then it is told, and what comes later steps back.
    show(place, isAsked) {
      this.at = place;
      const stop = this.stops[place];
      const now = this.rows.indexOf(stop);
      this.rows.forEach((row, i) => {
        row.classList.toggle("is-now", i === now);
        const marksNow = i === now + 1 && row.classList.contains("no-return");
        row.classList.toggle("is-later", isAsked && i > now && !marksNow);
      });
      const put = (name, text) => {
        this.figure.querySelector(".now ." + name).textContent = text;
      };
      put("stop", stop.dataset.title);
      put("what", stop.dataset.what);
      put("where", stop.dataset.where);
      put("escape", stop.dataset.escape);
      this.figure.querySelector(".now .escape").classList.toggle("is-none", stop.dataset.doomed === "yes");
      const cells = all(".cell", stop);
      const holds = cells.map((cell, i) => {
        const item = document.createElement("li");
        item.className = cell.classList.contains("changed") ? "changed" : "";
        const name = document.createElement("bdi");
        name.textContent = this.names[i];
        item.append(name, ": " + cell.dataset.holds);
        return item;
      });
      this.figure.querySelector(".now .holds").replaceChildren(...holds);
      for (const button of all("button[data-go]", this.figure)) {
        const isBack = button.dataset.go === "first" || button.dataset.go === "previous";
        button.disabled = isBack ? place === 0 : place === this.stops.length - 1;
      }
      if (!isAsked) return;
      point(null);
      const changed = holds.filter((it) => it.className === "changed").map((it) => it.textContent);
      spoken.textContent = [stop.dataset.title + ".", stop.dataset.what, stop.dataset.where,
        changed.join(", "), stop.dataset.escape].filter((it) => it !== "").join(" ");
      const box = stop.getBoundingClientRect();
      const view = this.drawing.getBoundingClientRect();
      const head = this.heads.getBoundingClientRect().height + 8;
      if (box.top < view.top + head) {
        this.drawing.scrollTop -= view.top + head - box.top;
      } else if (box.bottom > view.bottom - 40) {
        this.drawing.scrollTop += box.bottom - view.bottom + 40;
      }
      const act = stop.querySelector(".act");
      if (!act) return;
      const who = act.getBoundingClientRect();
      if (who.left < view.left || who.right > view.right) {
        this.drawing.scrollLeft += who.left - view.left - (view.width - who.width) / 2;
      }
    }
  }
  const stepped = new Map();  // by the drawing
  for (const svg of all("svg.figure[data-steps]")) {
    stepped.set(svg.closest(".drawing"), new Steps(svg));
  }
  const goKeys = {
    ArrowRight: "next", ArrowDown: "next", ArrowLeft: "previous", ArrowUp: "previous", Home: "first", End: "last",
  };
  for (const steps of stepped.values()) {
    steps.figure.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !goKeys[event.key]) return;
      if (event.target.closest("details")) return;  // the table scrolls
      steps.go(goKeys[event.key]);
      event.preventDefault();
    });
  }

  const zoomKeys = { "+": "in", "=": "in", "-": "out", "0": "whole", "[": "left", "]": "right" };
  for (const drawing of all(".drawing")) {
    if (stepped.has(drawing)) continue;
    const group = groupOf(drawing);
    drawing.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const steps = { ArrowRight: [1, false], ArrowLeft: [-1, false], ArrowDown: [1, true], ArrowUp: [-1, true] };
      if (steps[event.key]) {
        step(drawing, ...steps[event.key]);
      } else if (event.key === "Escape") {
        point(null);
      } else if (group && zoomKeys[event.key]) {
        actions[zoomKeys[event.key]](group);
      } else {
        return;
      }
      event.preventDefault();
    });
    drawing.addEventListener("blur", () => point(null));
    if (!group) continue;
    const part = (event) => {
      const svg = drawing.querySelector("svg");
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      const { left, right } = group.drawings[0];
      return (at.x - left) / (right - left);
    };
    drawing.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;  // the page scrolls
      event.preventDefault();
      zoom(group, Math.pow(1.002, event.deltaY), Math.max(0, Math.min(1, part(event))));
    }, { passive: false });
    let dragged = null;
    drawing.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "touch" && event.button === 0) dragged = { at: part(event), ...group };
    });
    drawing.addEventListener("pointermove", (event) => {
      if (!dragged || event.buttons !== 1) return;
      const by = (dragged.at - part(event)) * (dragged.end - dragged.begin);
      show(group, dragged.begin + by, dragged.end + by);
    });
    addEventListener("pointerup", () => { dragged = null; });
  }

  // --- What is left out.
  for (const button of all("button[data-activity]")) {
    button.addEventListener("click", () => {
      const isShown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(isShown));
      for (const rect of all("rect.s." + button.dataset.activity)) {
        rect.style.visibility = isShown ? "" : "hidden";
      }
    });
  }
  const search = document.getElementById("search");
  if (search) {
    search.addEventListener("input", () => {
      const wanted = search.value.toLowerCase();
      for (const svg of all("svg.figure")) {
        const lanes = all("g.lane", svg);
        all("text.row", svg).forEach((name, place) => {
          const isDim = !name.dataset.name.toLowerCase().includes(wanted);
          name.classList.toggle("is-dim", isDim);
          if (lanes[place]) lanes[place].classList.toggle("is-dim", isDim);
        });
      }
    });
  }
  for (const controls of all(".controls[hidden]")) controls.hidden = false;
})();
