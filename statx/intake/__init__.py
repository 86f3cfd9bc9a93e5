"""From the workbook people have to a table that passes, by a recipe that a person confirmed.

* `recipe`: what a layout is; `recipe_reading` and `recipe_writing` are its TOML;
* `headings`: what a heading says by a pattern (`Produksi / {tahun:year}`);
* `naming`: which region a name means;
* `inference/`: a schema drafted from data;
* `recoding/`: region codes written in the other system.
"""
