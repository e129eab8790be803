"""Text -> paragraphs, sentences and search terms, with exact offsets.

paragraphs  where paragraphs begin and end, and which are passages
sentences   where sentences begin and end
analyzer    the terms of a text, the same for indexing, questions and highlights
written     the words of a text as written, for phrases
broken      words that the ends of lines divide
languages   which language a text is in, and the terms of its words
hidden_terms  terms beside those of the words: acronyms, divided words
wording     the words of a text, to tell whether two texts say the same
letters     letters that stand for a base letter, such as "ø"
months      the English names of the months
code_pages  which old code page a text is in
word_lists  files of words in sections
"""
