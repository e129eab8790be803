"""What a person sees.

routes     the addresses of all pages
"""
