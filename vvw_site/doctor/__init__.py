"""`manage.py doctor`: what keeps this installation from working, each fault in a sentence with its remedy (docs/operation/doctor.md).

`checks.py` has the list. Modules named `…_rules.py` judge and read nothing; the others read the world and let them judge.
"""
