"""议事会 …: members, seats, charter."""
