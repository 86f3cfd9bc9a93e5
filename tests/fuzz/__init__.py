"""Whatever the bytes, there is an answer in both languages, within limits of time and memory."""
