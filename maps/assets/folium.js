// Only in pages to which other folium elements were added: their one use of jQuery, and marker icons.
window.$ ??= (html) => {
  const template = document.createElement("template");
  template.innerHTML = String(html).trim();
  return [template.content.firstElementChild];
};
L.Icon.Default.imagePath = "";
L.Icon.Default.mergeOptions(geozoneIcons);
