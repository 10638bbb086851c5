from pathlib import Path
def write_charts(measured, folder: Path) -> int:
    return 0
