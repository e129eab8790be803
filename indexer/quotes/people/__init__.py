"""Who is named in an article, where and as what."""
