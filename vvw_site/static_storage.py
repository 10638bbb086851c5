"""Static files under names with a hash of their content, for caches that never ask again."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Before `collectstatic` has run there is no manifest: then a file goes by its plain name instead of failing."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        if not self.hashed_files:
            return name
        return super().stored_name(name)
