"""What a person sees: pages made on the server, from the templates beside this folder.

routes     the addresses of all pages
site       what all pages share, and what becomes of errors
words      dates, counts and text as a page shows them
segments   a text in pieces, each with what is marked there
search     searching, exports, many questions, saved searches
article    an article, its file, corrections, own notes and labels
people     the directory of speakers, and a person's page
verify     a quote or a draft compared with the archive
status     what is indexed, and runs
"""
