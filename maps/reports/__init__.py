"""Reports: their contents as blocks, and the writers of files: web page, Markdown, Word.

Blocks do not depend on a file format, and the writers do not depend on a study.
"""
