"""The one door for files in and out: vector files that a user brings, and whole writing.

What a file means is judged by those who ask for it.
"""
