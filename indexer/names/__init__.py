"""Names of people: taken apart, compared across spellings, unified across an archive.

folding     a word as it is compared: lower case, ASCII, no apostrophes
lists       the word lists, from the text files in `data/`
parsing     "Sen. Atheel al-Nujaifi Jr." -> given names, family name, particles, suffix
spelling    one name in several transliterations ("Jubouri", "Jabouri"), by consonants and vowels
given       whether two given names can be one person's: initials, nicknames, transliterations
family      whether two family names are one, and how telling one is alone
matching    what a reader means by the name that they typed, best matches first
introduced  a name behind the role that introduces it
keys        under which keys a name is looked up
roles       what two roles have in common
graph       joining only what joins without contradiction
forms       which full names are one person's
surnames    whose a family name is that stands alone
people      all of it: every spelling of every speaker -> one record a person

A wrong join puts words into the wrong mouth, so that a doubt always leaves two records. Nothing
here is slow to import: the tables for other scripts load when a name needs them.

Libraries looked at: nameparser needs a later Python than we do; rigour compares names for
sanctions lists, where a false match costs little, and brings a template engine and a compiled
library; what is needed of edit distances is less than what the letters tell (see `spelling`).
"""
