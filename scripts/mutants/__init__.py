"""Change the rules one by one, and see whether the permission walk and the tests notice (``__main__`` says how)."""
