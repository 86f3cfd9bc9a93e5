"""Made-up identifiers in every disguise that they leave an office in, and numbers that are none."""

from __future__ import annotations

NIK = "3578041204900001"
OTHER_NIK = "1371015507850002"
DISGUISES: dict[str, tuple[str, str]] = {
    "NIK of a man": ("nik", NIK),
    "NIK of a woman": ("nik", OTHER_NIK),
    "No. KK": ("nik", "3578040112150003"),
    "with spaces": ("nik", "3578 0412 0490 0001"),
    "with dots": ("nik", "35.78.04.120490.0001"),
    "with hyphens": ("nik", "357804-120490-0001"),
    "grouped by thousands": ("nik", "3.578.041.204.900.001"),
    "with an apostrophe": ("nik", "'3578041204900001"),
    "with a no-break space": ("nik", "3578041204\u00a0900001"),
    "glued to letters": ("nik", "NIK3578041204900001a"),
    "in a sentence": ("nik", "Penerima a.n. Budi, NIK: 3578041204900001, RT 02"),
    "after another number": ("nik", "2024 3578041204900001"),
    "as a float": ("nik", "3578041204900001.0"),
    "cut off by Excel": ("nik", "3,57804E+15"),
    "rounded by a program": ("nik", "3.578041204900001e+15"),
    "in wide digits": ("nik", "３５７８０４１２０４９００００１"),
    "with a space of no width": ("nik", "3578\u200b041204900001"),
    "NIP": ("nip", "198501152010012003"),
    "NIP with spaces": ("nip", "19850115 201001 2 003"),
    "NIP of PPPK": ("nip", "198501152021212003"),
    "NPWP": ("npwp", "01.234.567.8-901.000"),
    "telephone": ("phone", "081234567890"),
    "telephone with hyphens": ("phone", "0812-3456-7890"),
    "telephone from abroad": ("phone", "+62 812 3456 7890"),
    "telephone without plus": ("phone", "6281234567890"),
    "telephone in a sentence": ("phone", "hub. 0812 3456 7890 (Ibu Sari)"),
    "e-mail": ("email", "sari.dewi@sumbarprov.go.id"),
    "e-mail written out": ("email", "sari (at) gmail.com"),
}
"""Name -> (kind, cell of a column of text)."""
IN_FIGURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "NIKs in a column of figures": ("nik", (NIK, OTHER_NIK)),
    "NIPs in a column of figures": ("nip", ("198501152010012003", "197003051995031001")),
    "telephones in a column of figures": ("phone", ("081234567890", "085212345678")),
}
"""Name -> (kind, cells of a column of whole numbers)."""

TRAPS: dict[str, tuple[str, ...]] = {
    "BPS village codes": ("1308122003", "3578041001"),
    "Kemendagri village codes": ("13.08.12.2003", "35.78.04.1001"),
    "BPS codes turned to floats": ("3201190006.0",),
    "European article numbers": ("8991234567890", "8992345678901"),
    "moments": ("2024-08-12T08:15:00", "08-12-2024 10:20"),
    "coordinates": ("-6.17539240123,106.82715280456",),
    "money in a sentence": ("Rp 1.250.000.000.000,00",),
    "16 digits with no such region": ("9999041204900001",),
    "16 digits with no such day": ("3578043902900001",),
    "16 digits with no number": ("3578041204900000",),
    "a file number": ("440/1234/DINKES/2024",),
    "years": ("2010-2024",),
    "places with an at sign": ("rapat @ Padang",),
}
"""Name -> cells of a column of text that are no identifiers."""
