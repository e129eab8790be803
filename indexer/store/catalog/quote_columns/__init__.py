"""What ranks and filters quotes, packed: numbers of thousands of quotes in one row of the catalog.

A question compares facts of all quotes: who says them, how long they are, which have the same
words. Read row by row from the table `quotes`, they would take seconds in a large archive.

blocks    rows of the table `quotes` -> the packed rows of a block of quote numbers
columns   packed rows -> arrays by quote number
"""
