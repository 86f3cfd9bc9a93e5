"""Whatever the bytes: a report, or an error with a sentence in both languages, within limits of time and memory."""
