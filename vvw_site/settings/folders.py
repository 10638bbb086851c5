"""The folder of the checkout, and the folder in it for logs, mails and other files of this machine."""

from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
LOCAL_DIR = BASE_DIR / ".local"
