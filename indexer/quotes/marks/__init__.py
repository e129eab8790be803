"""What stands between quotation marks, and which of it is a quotation."""
