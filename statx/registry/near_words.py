"""Words that are written nearly so, found without comparing with every word.

Whether a word one slip of the key away is known is asked of the set itself. Else a few thousand
words are indexed by their pairs of letters, and only those that share the most are compared; of
hundreds of thousands, no index is built.
"""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

LISTED = 300
"""Words up to which comparing costs less than asking for each slip."""
INDEXED = 2_000
"""Words beyond which an index would cost more than it saves."""
COMPARED = 10
"""Words that are compared letter by letter, of those that share the most pairs."""
MOST_COMPARED = 20
"""The same with those that share as many as the last of them."""
LOOKED_AT = 4_000
"""Words that are looked at for the pairs they share: common pairs tell little, and cost most."""
LONGEST = 60
"""Letters of a word that nearness is asked of."""


@dataclass(frozen=True, eq=False)
class NearWords:
    """A list of words, in which near ones are found."""

    words: Collection[str]

    def nearest(self, word: str, likeness: float) -> str | None:
        """The word that is most like this one, from this likeness on (0 to 1).

        Of several, it is the first of the alphabet.
        """
        if not word or len(word) > LONGEST:
            return None

        if len(self.words) > LISTED:
            slips = [each for each in _one_slip_away(word) if each in self.words]
            if slips or len(self.words) > INDEXED:
                near = _alike(word, set(slips), 0)
                return near[0] if near else None

        near = self.near(word, likeness)
        return near[0] if near else None

    def near(self, word: str, likeness: float) -> list[str]:
        """All of the list that are so like it, the most like first."""
        if not word or len(word) > LONGEST:
            return []

        shared: Counter[str] = Counter()
        for words in self._sharing(word):
            shared.update(words)

        return _alike(word, _foremost(shared), likeness)

    def _sharing(self, word: str) -> Iterator[list[str]]:
        """The words that have each of its pairs, the rarest pair first."""
        sharing = [self._by_pair.get(pair, []) for pair in _pairs(word)]
        sharing.sort(key=len)
        looked_at = 0
        for words in sharing:
            looked_at += len(words)
            if looked_at > LOOKED_AT:
                return
            yield words

    @cached_property
    def _by_pair(self) -> Mapping[str, list[str]]:
        by_pair: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.words:
            for pair in _pairs(word):
                by_pair[pair].append(word)
        return by_pair


def _alike(word: str, candidates: Iterable[str], likeness: float) -> list[str]:
    """The candidates that are so like the word, the most like first."""
    alike = []
    matcher = SequenceMatcher(None, b=word)
    for candidate in candidates:
        matcher.set_seq1(candidate)
        if matcher.quick_ratio() < likeness:
            continue
        ratio = matcher.ratio()
        if ratio >= likeness:
            alike.append((-ratio, candidate))
    return [candidate for _, candidate in sorted(alike)]


def _foremost(shared: Counter[str]) -> list[str]:
    """The words that share the most pairs, in an order that the list's own does not change."""
    if not shared:
        return []
    least = _least_of_foremost(Counter(shared.values()))
    foremost = [(-number, word) for word, number in shared.items() if number >= least]
    return [word for _, word in sorted(foremost)[:MOST_COMPARED]]


def _least_of_foremost(words_by_shared: Mapping[int, int]) -> int:
    """How many pairs the last of the foremost shares; `words_by_shared` counts words."""
    reached = 0
    for shared in sorted(words_by_shared, reverse=True):
        reached += words_by_shared[shared]
        if reached >= COMPARED:
            return shared
    return 1


def _pairs(word: str) -> set[str]:
    """`agam` -> ` a`, `ag`, `ga`, `am`, `m `"""
    padded = f" {word[:LONGEST]} "
    return {padded[at : at + 2] for at in range(len(padded) - 1)}


def _one_slip_away(word: str) -> Iterator[str]:
    """The same word with two letters swapped, one changed, one too many or one too few."""
    letters = _letters_like(word)
    for at in range(len(word)):
        before = word[:at]
        letter = word[at]
        after = word[at + 1 :]
        if after:
            yield before + after[0] + letter + after[1:]
        for other in letters:
            yield before + other + after
        yield before + after
        for other in letters:
            yield before + other + letter + after
    for other in letters:
        yield word + other


def _letters_like(word: str) -> str:
    """What may have been meant by a letter of this word."""
    letters = string.digits + "-. /"
    if any(letter.isupper() for letter in word):
        letters += string.ascii_uppercase
    if any(letter.islower() for letter in word):
        letters += string.ascii_lowercase
    return letters
