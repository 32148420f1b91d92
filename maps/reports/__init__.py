"""Reports: what is said in which order, and the files that say it: web, Markdown, Word.

Blocks know no file, and files know no study.
"""
