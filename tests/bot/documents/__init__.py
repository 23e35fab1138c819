"""Tests of the files a summary is drawn as."""
