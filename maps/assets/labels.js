// Names on the map: placed anew after every move, the important first, none over another.
(function (geozone) {
  "use strict";

  const { make, isolated } = geozone;
  const EDGE_PX = 6; // least distance of a label from the edge of the map

  const apart = (a, b, gap) =>
    a.x1 + gap < b.x0 || b.x1 + gap < a.x0 || a.y1 + gap < b.y0 || b.y1 + gap < a.y0;

  const around = (x, y, width, height) => ({
    x0: x - width / 2,
    x1: x + width / 2,
    y0: y - height / 2,
    y1: y + height / 2,
  });

  /** Positions of a dot's name, best first: right, left, then above, below and the corners. */
  function besideDot(point, width, height, reach) {
    const side = reach + width / 2;
    const rise = reach + height / 2 - 1;
    return [
      [side, 0], [-side, 0], [0, -rise], [0, rise],
      [side - 3, -rise + 3], [side - 3, rise - 3], [-side + 3, -rise + 3], [-side + 3, rise - 3],
    ].map(([dx, dy]) => ({ x: point.x + dx, y: point.y + dy, angle: 0 }));
  }

  /** Straight stretches of a line that could carry a name, the straightest first. */
  function alongLine(points, width, mostBend) {
    const found = [];
    for (let i = 0; i < points.length; i += 2) {
      let j = i + 1;
      while (j < points.length && points[i].distanceTo(points[j]) < width + 8) j++;
      if (j >= points.length) break;
      const [a, b] = [points[i], points[j]];
      const chord = a.distanceTo(b);
      let bend = 0;
      for (let k = i + 1; k < j; k++) {
        const off = (b.x - a.x) * (a.y - points[k].y) - (a.x - points[k].x) * (b.y - a.y);
        bend = Math.max(bend, Math.abs(off) / chord);
      }
      let angle = Math.atan2(b.y - a.y, b.x - a.x);
      if (angle > Math.PI / 2) angle -= Math.PI;
      if (angle < -Math.PI / 2) angle += Math.PI;
      const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
      for (const lift of [bend + 8, -bend - 8]) {
        found.push({ x: x + Math.sin(angle) * lift, y: y - Math.cos(angle) * lift, angle, bend });
      }
    }
    return found.filter(({ bend }) => bend < mostBend).sort((a, b) => a.bend - b.bend);
  }

  /** Boxes that together hold a rotated name: boxes are quick to compare. */
  function boxes({ x, y, angle }, width, height) {
    if (!angle) return [around(x, y, width, height)];
    const steps = Math.max(1, Math.round(width / height));
    const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
    const thick = height * (Math.abs(ux) + Math.abs(uy));
    return Array.from({ length: steps }, (_, i) => {
      const along = ((i + 0.5) / steps - 0.5) * width;
      return around(x + ux * along, y + uy * along, thick, thick);
    });
  }

  /**
   * The names of a map.
   *
   * A label: {text, kind, at: [latlng…] or line: [latlng…], reach, gap, rank, shown(), open()}.
   * A line that bends by more than `bend` pixels under a name does not carry it;
   * `fits(spot, width)` may refuse a spot. Labels are given in the order of their importance.
   */
  function labels(map, pane, wanted) {
    const limit = geozone.data.style.towns;
    for (const label of wanted) {
      label.element = make("span", { class: `label label-${label.kind}`, "aria-hidden": "true" },
        isolated(label.text));
      if (label.open) {
        label.element.classList.add("label-opens");
        label.element.addEventListener("click", (event) => {
          event.stopPropagation();
          label.open();
        });
      }
      if (label.colour) label.element.style.color = label.colour;
      pane.append(label.element);
    }

    function measure() {
      for (const { element } of wanted) element.style.display = "";
      for (const label of wanted) {
        label.width = label.element.offsetWidth;
        label.height = label.element.offsetHeight;
      }
    }

    /** Wait until the frame is in view: before that browsers lay out no text, and labels have no size. */
    let waiting = null;
    function whenSeen() {
      waiting ??= new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        waiting.disconnect();
        waiting = null;
        requestAnimationFrame(place);
      });
      waiting.observe(map.getContainer());
    }

    function controls() {
      const frame = map.getContainer().getBoundingClientRect();
      const corner = map.containerPointToLayerPoint([0, 0]);
      const cards = document.querySelectorAll("#card:not([hidden]), .over-map");
      return [...map.getContainer().querySelectorAll(".leaflet-control"), ...cards].map((item) => {
        const box = item.getBoundingClientRect();
        const [x, y] = [box.left - frame.left + corner.x, box.top - frame.top + corner.y];
        return { x0: x, y0: y, x1: x + box.width, y1: y + box.height };
      });
    }

    function candidates(label) {
      if (label.line) {
        return label.line.flatMap((part) =>
          alongLine(part.map((at) => map.latLngToLayerPoint(at)), label.width, label.bend));
      }
      const points = label.at.map((at) => map.latLngToLayerPoint(at));
      if (label.reach == null) return points.map(({ x, y }) => ({ x, y, angle: 0 }));
      return points.flatMap((point) => besideDot(point, label.width, label.height, label.reach));
    }

    /** A position of a country's name in this view, if none of its anchors is in it. */
    function inView(label, view, free) {
      const on = (x, y) => geozone.shapes.covers(label.land, map.layerPointToLatLng([x, y]));
      const spots = [];
      for (let across = 1; across < 12; across++) {
        for (let down = 1; down < 10; down++) {
          const x = view.x0 + ((view.x1 - view.x0) * across) / 12;
          const y = view.y0 + ((view.y1 - view.y0) * down) / 10;
          const spot = { x, y, angle: 0, off: Math.abs(across - 6) + Math.abs(down - 5) };
          if (free(spot) && on(x, y)) spots.push(spot);
        }
      }
      let second = null; // beside a zone is best; wholly inside it is better than across its edge
      for (const { x, y } of spots.sort((a, b) => a.off - b.off)) {
        const box = around(x, y, label.width, label.height);
        const probes = [box.x0, x, box.x1].flatMap((px) => [[px, box.y0], [px, box.y1]]);
        if (!probes.every(([px, py]) => on(px, py))) continue;
        const cover = probes.map((at) => geozone.zonesAt(map.layerPointToLatLng(at)).length);
        if (cover.every((count) => count === 0)) return { x, y, angle: 0 };
        if (cover.every((count) => count === cover[0])) second ??= { x, y, angle: 0 };
      }
      return second;
    }

    function place() {
      if (!wanted.length) return;
      if (!wanted[0].width) measure();
      if (!wanted[0].width) return whenSeen();
      const size = map.getSize();
      const corner = map.containerPointToLayerPoint([0, 0]);
      const view = { x0: corner.x, y0: corner.y, x1: corner.x + size.x, y1: corner.y + size.y };
      const taken = controls();
      const visible = wanted.filter((label) => label.shown());
      const takeDots = (kind) => {
        for (const label of visible.filter((other) => other.kind === kind)) {
          const { x, y } = map.latLngToLayerPoint(label.at[0]);
          taken.push(around(x, y, 8, 8));
        }
      };
      takeDots("place");
      let listed = false; // dots of a long list come last, or they would leave no room for names
      const room = limit.first * limit.growth ** (map.getZoom() - geozone.fitZoom);
      let towns = 0;
      for (const label of wanted) {
        label.element.style.display = "none";
        label.dot?.(false);
      }
      for (const label of visible) {
        if (label.kind === "town" && towns >= room) continue;
        if (label.kind === "listed" && !listed) {
          takeDots("listed");
          listed = true;
        }
        const gap = label.gap ?? 2;
        const dot = label.dot && map.latLngToLayerPoint(label.at[0]);
        if (dot && !taken.every((other) => apart(around(dot.x, dot.y, 6, 6), other, 1))) continue;
        const free = (spot) =>
          boxes(spot, label.width, label.height).every((box) =>
            box.x0 > view.x0 + EDGE_PX && box.x1 < view.x1 - EDGE_PX &&
            box.y0 > view.y0 + EDGE_PX && box.y1 < view.y1 - EDGE_PX &&
            taken.every((other) => apart(box, other, gap))) &&
          (label.fits?.(spot, label.width) ?? true);
        const fits = candidates(label).find(free) ?? (label.land && inView(label, view, free));
        if (!fits) continue;
        if (label.kind === "town") towns++;
        if (dot) taken.push(around(dot.x, dot.y, 6, 6));
        taken.push(...boxes(fits, label.width, label.height));
        const style = label.element.style;
        style.display = "";
        const [left, top] = [fits.x - label.width / 2, fits.y - label.height / 2];
        style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px) rotate(${fits.angle.toFixed(4)}rad)`;
        label.dot?.(true);
      }
    }

    map.on("moveend resize", place);
    return { place };
  }

  geozone.labels = labels;
})((window.geozone ??= {}));
