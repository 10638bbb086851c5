"""The build: from the content to a folder of files that any web server can serve.

sources (what a build depends on), outputs (which files a build has), compress and write (one file and its compressed
copies), workers (all files, on all cores), sitemaps, manifest (the list of a build's files), folder (lock, builds, the
switch), rebuild (makes a new build), engine (decides whether one is needed), check (is the folder up to date?), errors.
"""
