"""Tests of the house itself: who may import whom, how long things are, what no text may say."""
