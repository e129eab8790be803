"""Files inside of other files: attachments of a message, members of an archive.

member      a member -> its documents, by the format that its name shows
allowance   what may be unpacked from one file
"""
