"""A recipe proposed by a machine, with what it is drawn from, and what only a person can say.

    recognition   rows, columns, regions, periods and units of a sheet, by themselves
    matching      which schema of the registry explains them, and which column is which field
    drafting      the recipe that follows, a comment for each part, a question for each gap

The same sheet, registry and answers give the same proposal. It is never applied: `confirmed` stays
empty until a person has looked at it.
"""
