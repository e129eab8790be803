"""Who is quoted.

listed   the directory of all speakers, with filters
person   a page on one person
plot     statements and roles over time as a picture
"""
