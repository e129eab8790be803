"""What an encoder is made of: its folder, its guarded session, its windows and its batches."""
