"""CSV: text cut into blocks of whole records, an exact reader for rare dialects, and the writer."""
