"""Citations of articles, passages and quotes in the styles that writers and programs use.

citation   what is known of a place: title, authors, paper, date, address, words
authors    a byline as names
dates      dates as precise as they are known
find       the citation that a name on the command line means
styles     the styles by name
markdown   for notes
apa        APA, as text
chicago    Chicago, as text
bibtex     for LaTeX
ris        for reference managers
csl        CSL-JSON, for Zotero and Pandoc
"""
