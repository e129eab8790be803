"""Who is named in an article, where and as what.

person              one named person, and what the article tells of them
names               names compared, and leaders known by their surname
descriptions        what a noun phrase says, compared with what the article says of a person
name_descriptions   the words beside a name that say who the person is
name_functions      what a name is in its sentence: a subject, an owner
agreement           how pronouns and titles fit a person
proper_names        which capitalised words name somebody
headlines           lines in which capitals tell no names
draft               a person while the names are still being collected
index               the people by full name, surname and first name
namesakes           which people of one surname a title leaves
text_names          names in quotes, titles and longer runs of capitals
headline_names      names in headlines
surnames            whom a surname may mean
name_resolution     all names of an article, and whom each may mean
evidence            what the places of a name tell of the person
occurrences         where people are named
coreference         pronouns and phrases for people: "he", "the governor"
people              all of this together, as facts
"""
