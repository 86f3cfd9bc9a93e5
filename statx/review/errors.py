"""What keeps git from saying what a change touches."""

from __future__ import annotations

from statx.errors import UsageError
from statx.texts import Text


class NotARepositoryError(UsageError):
    says = Text(
        id=(
            "{path} bukan bagian dari repositori git yang dapat dibaca ({reason}), jadi tidak"
            " diketahui apa yang berubah. Jalankan di dalam repositori, atau tanpa"
            " {options.changed_since}."
        ),
        en=(
            "{path} is not in a git repository that can be read ({reason}), so nobody knows what"
            " changed. Run inside the repository, or without {options.changed_since}."
        ),
    )


class OutsideRepositoryError(UsageError):
    says = Text(
        id=(
            "{path} terletak di luar repositori git {root}, jadi tidak diketahui apakah berubah."
            " Periksa secara terpisah, tanpa {options.changed_since}."
        ),
        en=(
            "{path} lies outside the git repository {root}, so nobody knows whether it changed."
            " Judge it by itself, without {options.changed_since}."
        ),
    )


_WHOLE_HISTORY = Text(
    id=(
        " Riwayat di salinan ini terpotong: ambil seluruhnya dengan `git fetch --unshallow origin`,"
        " atau di GitHub Actions dengan `fetch-depth: 0` pada actions/checkout."
    ),
    en=(
        " The history of this clone is cut off: fetch all of it with `git fetch --unshallow"
        " origin`, or on GitHub Actions with `fetch-depth: 0` for actions/checkout."
    ),
)


class UnknownRevisionError(UsageError):
    says = Text(
        id=(
            "git tidak mengenal revisi {revision} di {root}. Periksa ejaannya, atau ambil dahulu:"
            " git fetch origin."
        ),
        en=(
            "git knows no revision {revision} in {root}. Check its spelling, or fetch it first: git"
            " fetch origin."
        ),
    )


class UnknownRevisionInShallowCloneError(UsageError):
    says = (
        Text(
            id="git tidak mengenal revisi {revision}.",
            en="git knows no revision {revision}.",
        )
        + _WHOLE_HISTORY
    )


class NoMergeBaseError(UsageError):
    says = Text(
        id=(
            "{revision} dan HEAD tidak punya satu commit pun yang sama, jadi tidak ada dasar untuk"
            " membandingkan. Sebutkan revisi lain dengan {options.changed_since}."
        ),
        en=(
            "{revision} and HEAD have no commit in common, so there is nothing to compare with."
            " Name another revision with {options.changed_since}."
        ),
    )


class NoMergeBaseInShallowCloneError(UsageError):
    says = (
        Text(
            id="Commit yang sama-sama dimiliki {revision} dan HEAD tidak ada di sini.",
            en="The commit that {revision} and HEAD have in common is not here.",
        )
        + _WHOLE_HISTORY
    )
