"""A web page -> its article, with the metadata that the page gives and the rule for each.

charset       bytes -> text, and in which encoding
parse         text -> tree, however broken or hostile the page is
blocks        tree -> blocks, the lines and paragraphs that a browser shows
inline        what browsers draw for inline elements: quotation marks, powers
selection     which blocks are the article, as trafilatura sees it
article       that choice completed and cleaned
boilerplate   how pages mark captions, credits, boxes and leads
block_quotes  words that a page sets off without quotation marks
posts         embedded posts of social networks
structured    what a page states for machines: JSON-LD, meta tags, itemprops
metadata      title, source, author, address, language, section
published     when it was published
page          all of it together: `read_page`
mhtml         a page saved in one file
plain         all words of a page that is one text

lxml, trafilatura and htmldate load when the first page is read. Nothing here uses a network.
"""
