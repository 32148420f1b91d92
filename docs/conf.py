"""How Sphinx builds the site: `make docs`, or `python -m sphinx -W docs build/docs`.

No network is asked, and no page asks for a script, a style, a font or a picture from elsewhere.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # the site's own extensions; the packages

from maps.look.style import PROPOSAL_COLOURS  # noqa: E402  (found only by the line above)

_VERMILION, _BLUE, _SKY = PROPOSAL_COLOURS[0], PROPOSAL_COLOURS[1], "#6db6e8"
_PROJECT = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = "geozone"
author = "The geozone contributors"
project_copyright = "The geozone contributors, Apache-2.0"
version = release = _PROJECT["version"]
language = "en-GB"

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "numpydoc",
    "myst_nb",
    "sphinx_click",
    "sphinx_copybutton",
    "sphinx_design",
    "ext.commands",
    "ext.made",
    "ext.notebooks",
    "ext.repository",
]
exclude_patterns = ["made", "examples", "ext", "Thumbs.db", ".DS_Store"]
suppress_warnings = ["ref.python"]  # `Place` in an annotation may be either package's
nitpicky = False  # types of shapely and pandas have no pages here, and no inventory is fetched

# --- text -----------------------------------------------------------------------------------------

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 4
myst_links_external_new_tab = False
copybutton_exclude = ".linenos, .gp, .go"  # the prompt and what a line printed
copybutton_only_copy_prompt_lines = False
highlight_language = "none"

# --- notebooks: run by ext.notebooks, beside what they read ---------------------------------------

nb_execution_mode = "off"
nb_merge_streams = True
myst_enable_checkboxes = False
# Without this a page with a widget would ask two hosts for scripts.
nb_ipywidgets_js = {}  # type: ignore[var-annotated]

# --- Python ---------------------------------------------------------------------------------------

autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 72
toc_object_entries_show_parents = "hide"
add_module_names = True
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
autosummary_generate = False

# --- the look -------------------------------------------------------------------------------------

html_theme = "furo"
html_title = "geozone"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_favicon = "_static/favicon.svg"
html_extra_path = ["made/pages"]  # the interactive maps: whole pages, not to be touched
html_copy_source = False
html_show_search_summary = False  # a browser does not let a page from disk fetch them
html_show_sourcelink = False
html_last_updated_fmt = None  # the same sources, the same site
html_baseurl = ""
_FONTS = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif'
_CODE = 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace'
html_theme_options = {
    "navigation_with_keys": True,
    "top_of_page_buttons": [],
    "light_css_variables": {
        "font-stack": _FONTS,
        "font-stack--monospace": _CODE,
        "color-brand-primary": "#1f4e6e",
        "color-brand-content": "#005a94",
        "color-brand-visited": "#6b3a63",
        "color-sidebar-background": "#f6f4ef",
        "color-sidebar-background-border": "#e4dfd4",
        "color-problematic": "#9a3412",
        "color-highlight-on-target": "#fdf3dc",
    },
    "dark_css_variables": {
        "color-brand-primary": "#9fcdec",
        "color-problematic": "#f0a37a",
        "color-sidebar-background": "#1a1c1e",
        "color-sidebar-background-border": "#303335",
        "color-brand-content": _SKY,
        "color-brand-visited": "#c9a2c4",
        "color-highlight-on-target": "#3a3320",
    },
}
pygments_style = "friendly"
pygments_dark_style = "github-dark"
