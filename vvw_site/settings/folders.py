"""The checkout's folder, and the folder for what this machine makes in it."""

from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
LOCAL_DIR = BASE_DIR / ".local"
