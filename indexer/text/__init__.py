"""Text -> paragraphs, sentences and search terms, with exact offsets."""
