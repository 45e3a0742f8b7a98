"""Official lists a person has downloaded: read, checked row by row, merged into the snapshots."""
