"""Languages of texts: which one a text is in, and what becomes of its words.

article       the language of an article, from its text or its metadata
recognise     the language of a text, from its script and its commonest words
scripts       the scripts that tell a language, or some
common_words  the commonest words of languages that are written in Latin letters
stemming      words -> stems, by the Snowball stemmer of the language
unspaced      scripts without spaces between words: pairs of letters
terms         words of other languages than English -> terms
marks         marks that belong to the letter before them
names         what languages are called
"""
