"""From the workbook people have to a table that passes, by a recipe that a person confirmed."""
