"""The metadata block above an article, as static sites and note programs write it.

split        a text -> the fields of its front matter, and the article
yaml_block   a block of YAML -> its fields
yaml_depth   how deeply that block is nested, before a library reads it
toml_block   a block of TOML -> its fields
json_block   a JSON object above an article -> its fields
error        front matter that cannot be understood
"""
