"""What came out of judging, and what look-ups answer: values for whoever renders them."""
