// Outlines as they travel in the page: strings of zigzag deltas, five bits a character.
(function (geozone) {
  "use strict";

  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Map([...ALPHABET].map((character, value) => [character, value]));

  /** Decode a line of `maps.look.outline` to an array of [lat, lon], the order of Leaflet. */
  function line(text, scale) {
    const points = [];
    let at = 0;
    let lon = 0;
    let lat = 0;
    const next = () => {
      let result = 0;
      let shift = 0;
      let value;
      do {
        value = VALUE.get(text[at++]);
        result |= (value & 31) << shift;
        shift += 5;
      } while (value & 32);
      return result & 1 ? ~(result >> 1) : result >> 1;
    };
    while (at < text.length) {
      lon += next();
      lat += next();
      points.push([lat / scale, lon / scale]);
    }
    return points;
  }

  const lines = (texts, scale) => texts.map((text) => line(text, scale));
  const polygons = (shapes, scale) => shapes.map((rings) => lines(rings, scale));

  function inRing(ring, lat, lon) {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [latI, lonI] = ring[i];
      const [latJ, lonJ] = ring[j];
      if (latI > lat !== latJ > lat && lon < ((lonJ - lonI) * (lat - latI)) / (latJ - latI) + lonI) {
        inside = !inside;
      }
    }
    return inside;
  }

  const boxes = new WeakMap();

  /** The bounding box of a ring, computed once. */
  function boxOf(ring) {
    if (!boxes.has(ring)) boxes.set(ring, L.latLngBounds(ring));
    return boxes.get(ring);
  }

  /** Whether a drawn shape covers a point. It decides what a click opens; verdicts come from the study. */
  const covers = (shapes, { lat, lng }) =>
    shapes.some((rings) => boxOf(rings[0]).contains([lat, lng]) &&
      rings.reduce((odd, ring) => odd !== inRing(ring, lat, lng), false));

  geozone.shapes = { line, lines, polygons, covers };
})((window.geozone ??= {}));
