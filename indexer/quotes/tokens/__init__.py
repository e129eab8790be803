"""The text around the quotes as a row of tagged tokens."""
