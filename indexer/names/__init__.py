"""Names of people: take them apart, compare spellings, join the records of one person.

folding     a word as it is compared: lower case, ASCII, no apostrophes
lists       the word lists, from the text files in `data/`
parsing     "Sen. Atheel al-Nujaifi Jr." -> given names, family name, particles, suffix
spelling    one name in several transliterations ("Jubouri", "Jabouri"), by consonants and vowels
given       whether two given names can be one person's: initials, nicknames, transliterations
family      whether two family names are one, and whether a family name alone is distinctive
articles    the Arabic article as readers type it: "al-Jubouri", "Aljubouri", "Al Jubouri"
matching    which people a reader means by a name, best matches first
introduced  a name behind the role that introduces it
keys        the keys under which a name is looked up
roles       what two roles have in common
graph       join only what joins without contradiction
decided     who is one person by a reader's word
forms       which full names are one person's
lone_families  whose family name stands alone
occurrences  who is quoted where, in columns
tally       what the occurrences of each person add up to
people      all of it: every spelling of every speaker -> one record for each person

A wrong join puts words into the wrong mouth, so a doubt always leaves two records. Nothing here is
slow to import: the tables for other scripts load when a name needs them, and only what counts
occurrences needs NumPy.

Other libraries do not fit: nameparser needs a later Python; rigour compares names for sanctions
lists, where a false match costs little, and brings a template engine and a compiled library; edit
distances say less than the letters do (see `spelling`).
"""
