"""Records that are brought in as files: what a row of each kind must look like, and what is wrong with others.

Pure: a file has been read before anything here sees it, and nothing here knows what is in the store.
"""
