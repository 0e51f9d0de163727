"""Editors' files become the edition's types. The only reading of them, the only pydantic."""
