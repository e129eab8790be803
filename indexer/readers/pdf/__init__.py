"""A PDF's letters and their places -> paragraphs in reading order.

lines          the lines of a page, with their places
running_heads  headers, footers and page numbers, which repeat on many pages
paragraphs     lines -> paragraphs, across columns and pages
hyphens        join the words that line ends divide
"""
