"""The build: from the content to a folder of files that any web server can serve. One idea a module.

sources (what a build depends on), outputs (which files there are), compress and write (one file and its packed copies),
work (all of them, on all cores), sitemaps, manifest (what lies in a build), folder (lock, builds, the switch), engine
(the order of it all), check (is it up to date?), faults (what can go wrong, in a sentence each).
"""
