"""What came out of judging, and what look-ups answer: values that flow down to whoever renders them."""
